import type { Channel } from '../../engine/processes/Channel.ts';

/** This utility process's end of the pipe to the main process. Electron ends the process with the app. */
export function utilityChannel(): Channel {
  return {
    post: (message) => process.parentPort.postMessage(message),
    onMessage: (listener) => {
      process.parentPort.on('message', (event) => listener(event.data));
    },
  };
}
