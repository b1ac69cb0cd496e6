import type { HubBridge } from '../../../shared/api/desktop.ts';
import { createHub, type Hub } from './hub.ts';

declare global {
  interface Window {
    readonly hub: HubBridge;
  }
}

/** This window's way to the engine. */
export const hub: Hub = createHub(window.hub);
