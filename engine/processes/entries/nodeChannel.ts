import type { Channel } from '../Channel.ts';

/** This Node child's end of the pipe to its parent. The child ends with its parent, whatever happened to that. */
export function nodeChannel(): Channel {
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C in a terminal reaches every process of a command. The parent ends its work in order, and this child with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  return {
    post: (message) => {
      // A parent that was killed is told of by `disconnect`; without a callback a failed send would be thrown before that.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}
