import type { HubBridge } from '../../shared/api/desktop.ts';

declare global {
  interface Window {
    readonly hub: HubBridge;
  }
}
