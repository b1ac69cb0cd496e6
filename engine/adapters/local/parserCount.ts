import { availableParallelism, totalmem } from 'node:os';

/** More would mostly wait for the embedder. */
const most = 4;
/** Bytes of the machine's memory for each: with a hostile file one holds a gigabyte until it is given up. */
const memoryFor = 4 * 2 ** 30;

/** Parser processes for this machine. Each keeps one core busy, below the window's and the models' priority. */
export function parserCount(machine = { cores: availableParallelism(), memory: totalmem() }): number {
  return Math.max(1, Math.min(most, machine.cores, Math.floor(machine.memory / memoryFor)));
}
