import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { glaciers, maize } from '../fixtures/pdf/papers.ts';
import { Folders, hub, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe('numbers that papers state', () => {
  const folders = new Folders();
  let test: TestEngine;
  let data: string;
  let ids: string[];

  beforeAll(async () => {
    const papers = await folders.make();
    data = await folders.make();
    test = await openTestEngine({ dataDir: data, settings: withoutModel });
    ids = await test.add([await writePaper(papers, 'maize.pdf', maize), await writePaper(papers, 'glaciers.pdf', glaciers)]);
    for (const id of ids) await test.ended(id);
  });
  afterAll(async () => {
    await test?.close();
    await folders.removeAll();
  });

  const find = async (text: string, within = {}) =>
    (await test.call('numbers.find', { text, ...within })).matches.map((match) => match.text);

  it('are found by what is measured and how much, in any unit of its kind', async () => {
    expect(await find('dye appeared after < 1 hour')).toEqual(['47 minutes']);
    expect(await find('dye appeared after > 600 min')).toEqual([]);
    expect(await find('seed distribution reduced grain yield by more than 5 %')).toEqual(['9 percent']);
    expect(await find('seed distribution reduced grain yield by more than 10 %')).toEqual([]);
  });

  it('lead to the page, with the number alone in the boxes', async () => {
    const { matches } = await test.call('numbers.find', { text: 'grain yield reduced < 20 %' });
    expect(matches[0]).toMatchObject({ documentId: ids[0], title: maize.title, page: 3, text: '9 percent' });
    expect(matches[0]!.before).toBe('Uneven seed distribution within the row reduced the grain yield by ');
    expect(matches[0]!.after).toBe(' at the highest population.');
    const [box, ...others] = matches[0]!.boxes;
    expect(others).toEqual([]);
    expect(box!.width).toBeLessThan(80);
  });

  it('are not found where another thing was measured, or in other papers than those named', async () => {
    expect(await find('sugar content of nectar < 20 %')).toEqual([]);
    expect(await find('grain yield reduced < 20 %', { documentIds: [ids[1]!] })).toEqual([]);
  });

  it.each(['grain yield of maize', '> 5 t/ha', 'the 5 t/ha'])('asks for words and a number in place of %j', async (text) => {
    await expect(find(text)).rejects.toMatchObject({ code: 'number_missing' });
  });

  it('are printed by hub', async () => {
    await test.close();
    const { stdout } = await hub(['numbers', 'grain yield reduced < 20 %', '--data', data], withoutModel);
    expect(stdout).toMatch(new RegExp(`^${maize.title}, page 3\n.*grain yield by \\[9 percent\\] at`));
  });
});
