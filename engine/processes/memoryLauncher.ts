import type { Channel, Launcher, ProcessHandle } from './Channel.ts';
import type { ProcessName } from './definitions.ts';

/**
 * Runs a process's handlers in this process, over the same frames: for unit tests. `entries` start the handlers on the
 * channel given. Messages are cloned, as a real process boundary would.
 */
export function memoryLauncher(entries: Partial<Record<ProcessName, (channel: Channel) => void>>): Launcher {
  return (name) => {
    const entry = entries[name];
    if (!entry) throw new Error(`no in-memory entry for the ${name} process`);
    const toChild = mailbox();
    const toParent = mailbox();
    let exited: ((reason: string) => void) | undefined;
    let alive = true;
    entry({ post: (message) => alive && toParent.post(message), onMessage: toChild.onMessage });
    const handle: ProcessHandle = {
      pid: undefined,
      post: (message) => alive && toChild.post(message),
      onMessage: toParent.onMessage,
      onExit: (listener) => {
        exited = listener;
      },
      kill: () => {
        alive = false;
        queueMicrotask(() => exited?.('killed'));
      },
    };
    return handle;
  };
}

function mailbox() {
  let listener: ((message: unknown) => void) | undefined;
  return {
    post(message: unknown) {
      const copy = structuredClone(message);
      setImmediate(() => listener?.(copy));
    },
    onMessage(next: (message: unknown) => void) {
      listener = next;
    },
  };
}
