import { describe, expect, it } from 'vitest';
import { Pool } from './Pool.ts';

const patient = () => new AbortController().signal;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Pool', () => {
  it('gives a member to one task at a time, the first free one, and turns in the order tasks came', async () => {
    const pool = new Pool(['a', 'b']);
    const seen: string[] = [];
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    const tasks = gates.map(({ promise }, n) =>
      pool.run(patient(), async (member) => {
        seen.push(`${n} in ${member}`);
        await promise;
      }),
    );
    await turn();
    expect(seen).toEqual(['0 in a', '1 in b']);
    gates[1]!.resolve();
    await turn();
    expect(seen).toEqual(['0 in a', '1 in b', '2 in b']);
    gates[0]!.resolve();
    await turn();
    expect(seen.at(-1)).toBe('3 in a');
    for (const gate of gates) gate.resolve();
    await Promise.all(tasks);
    // With nothing else to do the first one is taken again: the other one can idle.
    expect(await pool.run(patient(), async (member) => member)).toBe('a');
    expect(await pool.run(patient(), async (member) => member)).toBe('a');
  });

  it('goes on after a task that failed', async () => {
    const pool = new Pool(['a']);
    await expect(pool.run(patient(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await pool.run(patient(), async (member) => member)).toBe('a');
  });

  it('lets go at once who gives up waiting, and gives the turn to the next one', async () => {
    const pool = new Pool(['a']);
    const gate = Promise.withResolvers<void>();
    const first = pool.run(patient(), () => gate.promise);
    const impatient = new AbortController();
    const second = pool.run(impatient.signal, async () => 'second');
    const third = pool.run(patient(), async () => 'third');
    impatient.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await expect(pool.run(impatient.signal, async () => 'late')).rejects.toMatchObject({ code: 'cancelled' });
    gate.resolve();
    await first;
    expect(await third).toBe('third');
  });
});
