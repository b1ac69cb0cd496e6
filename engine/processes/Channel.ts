import type { ProcessName } from './definitions.ts';

/** One end of a message pipe that carries structured-clonable values. */
export interface Channel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** The supervisor's end: a started process. */
export interface ProcessHandle extends Channel {
  readonly pid: number | undefined;
  /** Called once, when the process is gone for whatever reason. */
  onExit(listener: (reason: string) => void): void;
  kill(): void;
}

/** Starts a process of a definition; hosts supply theirs (Electron utilityProcess, Node child process, in memory). */
export type Launcher = (name: ProcessName) => ProcessHandle;
