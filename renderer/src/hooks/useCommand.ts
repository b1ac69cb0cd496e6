import { useEffect } from 'react';
import { type Command, onCommand } from '../app/commands.ts';

/** Runs `handler` for a command while this component is on the screen and `enabled`. */
export function useCommand(command: Command, handler: () => void, enabled = true): void {
  useEffect(() => (enabled ? onCommand(command, handler) : undefined), [command, handler, enabled]);
}
