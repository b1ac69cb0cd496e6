import { fork } from 'node:child_process';
import type { Launcher, ProcessHandle } from './Channel.ts';
import { type ProcessName, processDefinitions } from './definitions.ts';

/** Starts processes as Node children (CLI, server, tests). `entryOf` names the module that serves a process. */
export function nodeLauncher(entryOf: (name: ProcessName) => string): Launcher {
  return (name) => {
    const { maxHeapMb } = processDefinitions[name];
    // `advanced` serialization is structured clone: typed arrays, Maps and Sets pass as they are.
    const child = fork(entryOf(name), [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${maxHeapMb}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const handle: ProcessHandle = {
      pid: child.pid,
      post: (message) => {
        if (child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        let told = false;
        const tell = (reason: string) => {
          if (!told) listener(reason);
          told = true;
        };
        child.on('exit', (code, signal) => tell(signal ? `signal ${signal}` : `exit code ${code}`));
        child.on('error', (error) => tell(error.message));
      },
      kill: () => child.kill('SIGKILL'),
    };
    return handle;
  };
}
