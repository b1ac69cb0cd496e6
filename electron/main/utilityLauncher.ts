import { utilityProcess } from 'electron';
import type { Launcher, ProcessHandle } from '../../engine/processes/Channel.ts';
import { type ProcessName, processDefinitions } from '../../engine/processes/definitions.ts';

/** Starts processes as Electron utility processes. `entryOf` names the built module that serves a process. */
export function utilityLauncher(entryOf: (name: ProcessName) => string): Launcher {
  return (name) => {
    const child = utilityProcess.fork(entryOf(name), [], {
      execArgv: [`--max-old-space-size=${processDefinitions[name].maxHeapMb}`],
      stdio: ['ignore', 'ignore', 'inherit'],
      serviceName: `AI Research Hub: ${name}`,
    });
    let pid: number | undefined;
    let fatal = '';
    child.on('spawn', () => {
      pid = child.pid;
    });
    // V8 gave up, as a rule for want of memory; `exit` follows.
    child.on('error', (type, location) => {
      fatal = `${type} at ${location}`;
    });
    const handle: ProcessHandle = {
      get pid() {
        return child.pid ?? pid;
      },
      post: (message) => child.postMessage(message),
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        child.once('exit', (code) => listener(fatal || `exit code ${code}`));
      },
      kill: () => {
        // Not `child.kill()`: that asks, and a process stuck in native code does not listen.
        if (child.pid === undefined) child.kill();
        else process.kill(child.pid, 'SIGKILL');
      },
    };
    return handle;
  };
}
