import { afterAll, expect, it, vi } from 'vitest';
import { Folders, hub, withoutModel } from './support/hub.ts';
import { writeRelatedPapers } from './support/relatedPapers.ts';

vi.setConfig({ testTimeout: 120_000 });

const folders = new Folders();
afterAll(() => folders.removeAll());

it('hub duplicates lists a preprint with its published version, and nothing in a library without', async () => {
  const data = await folders.make();
  const paths = await writeRelatedPapers(await folders.make());
  const run = (...args: string[]) => hub([...args, '--data', data], withoutModel);
  await run('add', paths.correction, paths.other, '--json');
  expect((await run('duplicates')).stdout).toBe('No paper seems to be here twice.\n');
  await run('add', paths.preprint, '--json');
  await run('add', paths.published, '--json');
  const { lines, code } = await run('duplicates', '--json');
  expect(code).toBe(0);
  expect(lines).toMatchObject([
    {
      relations: ['versions'],
      documents: [{ fileName: 'preprint.pdf' }, { fileName: 'published.pdf', doi: '10.1000/barley.1' }],
    },
  ]);
  const { stdout } = await run('duplicates');
  expect(stdout).toMatch(/^Growth of Barley Beside Slow Rivers \(preprint and published version\)\n {2}\S+ {2}ready/);
});
