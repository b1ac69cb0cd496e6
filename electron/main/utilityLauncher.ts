import { utilityProcess } from 'electron';
import type { Launcher, ProcessHandle } from '../../engine/processes/Channel.ts';
import { type ProcessName, processDefinitions } from '../../engine/processes/definitions.ts';

/** Starts processes as Electron utility processes. `entryOf` names the built module that serves a process. */
export function utilityLauncher(entryOf: (name: ProcessName) => string): Launcher {
  return (name) => {
    const child = utilityProcess.fork(entryOf(name), [], {
      // V8 is up before Node reads its own flags here, so the plain `--max-old-space-size` would change nothing.
      execArgv: [`--js-flags=--max-old-space-size=${processDefinitions[name].maxHeapMb}`],
      stdio: ['ignore', 'ignore', 'inherit'],
      serviceName: `AI Research Hub: ${name}`,
    });
    let gone = false;
    child.once('exit', () => {
      gone = true;
    });
    const handle: ProcessHandle = {
      get pid() {
        return child.pid;
      },
      post: (message) => {
        // Posting to a process that has ended crashes the whole app (seen with Electron 42).
        if (!gone) child.postMessage(message);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        child.once('exit', (code) => listener(`exit code ${code}`));
      },
      kill: () => {
        // Not `child.kill()` alone: that asks, and a process stuck in native code does not listen.
        if (child.pid === undefined) child.kill();
        else process.kill(child.pid, 'SIGKILL');
      },
    };
    return handle;
  };
}
