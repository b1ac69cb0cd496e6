import { readdirSync, readFileSync } from 'node:fs';

/** Highest resident memory, in MB, of a process and everything below it while it is watched; from /proc (Linux). */
export class ProcessMemory {
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;
  peakMb = 0;
  /** Highest of one process alone. */
  peakOfOneMb = 0;

  constructor(rootPid: number, everyMs = 500) {
    this.#root = rootPid;
    this.#timer = setInterval(() => this.#sample(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#sample();
  }

  #sample(): void {
    const sizes = processTree(this.#root).map(({ mb }) => mb);
    this.peakMb = Math.max(
      this.peakMb,
      sizes.reduce((sum, mb) => sum + mb, 0),
    );
    this.peakOfOneMb = Math.max(this.peakOfOneMb, ...sizes);
  }
}

/** A process and everything below it now, with its resident memory. */
function processTree(rootPid: number): { pid: number; mb: number }[] {
  const processes = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => readProcess(Number(entry)));
  const below = new Set([rootPid]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { pid, parent } of processes) if (below.has(parent)) below.add(pid);
  }
  return processes.filter(({ pid }) => below.has(pid));
}

/** Most megabytes a running process has held so far. */
export function peakMbOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Megabytes a process and everything below it hold now; what they share (libraries, mostly) is counted once. */
export function memoryNow(rootPid: number): number {
  return processTree(rootPid).reduce((sum, { pid }) => sum + ownMb(pid), 0);
}

/** Its proportional share of memory: what several processes map is divided among them. */
function ownMb(pid: number): number {
  try {
    const [, kb] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kb ?? 0) / 1024;
  } catch {
    // It ended between the listing and the look.
    return 0;
  }
}

function readProcess(pid: number): { pid: number; parent: number; mb: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid, parent: Number(fields[1]), mb: (Number(fields[21]) * 4096) / 2 ** 20 }];
  } catch {
    // It ended between the listing and the look.
    return [];
  }
}
