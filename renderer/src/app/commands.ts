import type { WindowCommand } from '../../../shared/api/desktop.ts';
import { hub } from '../api/windowHub.ts';

export type Command =
  | WindowCommand
  | 'toggleSidebar'
  | 'toggleSide'
  | 'focusChat'
  | 'closeReader'
  | 'goBack'
  | 'goForward'
  | 'useSelection'
  | 'search'
  | 'notices';

const mac = navigator.platform.startsWith('Mac');

/** Keys of each command, Ctrl standing for ⌘ on a Mac. The menu of the host has its own copies of those that are in it. */
const keys: Partial<Record<Command, string | readonly string[]>> = {
  add: 'Ctrl+O',
  newChat: 'Ctrl+N',
  find: 'Ctrl+F',
  search: 'Ctrl+Shift+F',
  settings: 'Ctrl+,',
  library: 'Ctrl+1',
  focusChat: 'Ctrl+2',
  activity: 'Ctrl+3',
  toggleSidebar: 'Ctrl+B',
  toggleSide: 'Ctrl+Alt+B',
  closeReader: 'Ctrl+W',
  goBack: 'Alt+ArrowLeft',
  goForward: 'Alt+ArrowRight',
  useSelection: 'Ctrl+Shift+H',
  zoomIn: ['Ctrl++', 'Ctrl+='],
  zoomOut: 'Ctrl+-',
  zoomReset: 'Ctrl+0',
  notices: 'F8',
  shortcuts: ['Ctrl+/', 'F1'],
};

type Handler = () => void;
const handlers = new Map<Command, Handler[]>();

/** Has the handler run for a command until the returned function is called; the newest handler is the one that runs. */
export function onCommand(command: Command, handler: Handler): () => void {
  const list = handlers.get(command) ?? [];
  handlers.set(command, [...list, handler]);
  return () => {
    handlers.set(
      command,
      (handlers.get(command) ?? []).filter((one) => one !== handler),
    );
  };
}

export function runCommand(command: Command): boolean {
  const handler = handlers.get(command)?.at(-1);
  handler?.();
  return handler !== undefined;
}

/** As shown beside a command: `Ctrl+N`, or `⌘N` on a Mac. */
export function shortcutOf(command: Command): string | undefined {
  return shortcutsOf(command)[0];
}

/** All keys of a command. */
export function shortcutsOf(command: Command): string[] {
  const shown = [keys[command] ?? []].flat().map((key) => key.replace('ArrowLeft', '←').replace('ArrowRight', '→'));
  return mac ? shown.map((key) => key.replace('Ctrl+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧')) : shown;
}

/** The commands that have keys, in the order a person reads them. */
export const commandsWithKeys = Object.keys(keys) as readonly Command[];

/** Listens to the keyboard and the menu. Returns the way to stop. */
export function followCommands(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    // Of a sign, Shift is part of how a keyboard types it.
    const shift = event.shiftKey && (event.key.length > 1 || /\p{L}/u.test(event.key));
    const pressed = `${(mac ? event.metaKey : event.ctrlKey) ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`;
    for (const command of commandsWithKeys) {
      if (![keys[command]].flat().includes(pressed) || !runCommand(command)) continue;
      event.preventDefault();
      return;
    }
  };
  window.addEventListener('keydown', onKeyDown);
  const stop = hub.onHostEvent((event) => {
    if (event.type === 'command') runCommand(event.command);
  });
  return () => {
    window.removeEventListener('keydown', onKeyDown);
    stop();
  };
}
