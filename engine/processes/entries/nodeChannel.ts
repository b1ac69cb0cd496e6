import type { Channel } from '../Channel.ts';

/** This Node child's end of the pipe to its parent. The child ends with its parent, whatever happened to that. */
export function nodeChannel(): Channel {
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}
