import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './Turns.ts';

test('one task at a time; a question that arrives later goes before waiting documents', async () => {
  const turns = new Turns();
  const log: string[] = [];
  let running = 0;
  const task = (kind: 'query' | 'document', name: string) =>
    turns.run(kind, async () => {
      expect(++running).toBe(1);
      log.push(name);
      await nextTurn();
      running--;
    });
  const documents = [task('document', 'd1'), task('document', 'd2'), task('document', 'd3')];
  await nextTurn();
  await Promise.all([...documents, task('query', 'q')]);
  expect(log).toEqual(['d1', 'q', 'd2', 'd3']);
});

test('a task that throws gives its turn up', async () => {
  const turns = new Turns();
  await expect(turns.run('query', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.run('document', async () => 'next')).toBe('next');
});

test('two tasks that arrive while nothing runs any more do not overlap', async () => {
  const turns = new Turns();
  let running = 0;
  const task = () =>
    turns.run('document', async () => {
      expect(++running).toBe(1);
      await nextTurn();
      running--;
    });
  await task();
  await Promise.all([task(), task(), task()]);
});
