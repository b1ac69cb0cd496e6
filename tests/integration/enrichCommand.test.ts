import { afterAll, expect, it, vi } from 'vitest';
import { Folders, hub, withoutModel } from './support/hub.ts';
import { startRegisterServer } from './support/registerServer.ts';
import { writeRelatedPapers } from './support/relatedPapers.ts';

vi.setConfig({ testTimeout: 120_000 });

const folders = new Folders();
afterAll(() => folders.removeAll());

it('hub enrich looks papers up, says what it sends and what it found, and hub inspect shows it', async () => {
  const barley = {
    doi: '10.1000/barley.1',
    title: 'Growth of Barley Beside Slow Rivers',
    authors: [],
    year: 2021,
    venue: 'Barley',
    volume: '12',
  };
  const server = await startRegisterServer({ crossref: [{ ...barley, pages: ['4', '9'] }] });
  const data = await folders.make();
  const paths = await writeRelatedPapers(await folders.make());
  const run = (...args: string[]) => hub([...args, '--data', data], { ...withoutModel, ...server.settings });
  const [added] = (await run('add', paths.published, '--json')).lines;
  const id = String(added!.id);
  const { code, stdout, stderr } = await run('enrich', id);
  expect(code).toBe(0);
  expect(stderr).toContain('sends the DOI, the arXiv id or else the title');
  expect(stdout).toBe(`${id}  found   Growth of Barley Beside Slow Rivers  Crossref: Barley, 12, 4-9\n`);
  await server.close();
  // From what is kept, with no network.
  expect((await run('enrich', '--json')).lines).toMatchObject([{ id, status: 'found', record: { venue: 'Barley' } }]);
  expect((await run('inspect', id)).stdout).toMatch(/^Record {4}Crossref: Barley, 12, 4-9$/m);
  expect((await run('enrich', 'unknown', '--json')).lines).toMatchObject([{ error: { code: 'not_found' } }]);
});
