import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AnswerBundle, answerBundleSchema } from '../../shared/domain/answerBundle.ts';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { type ChatServer, startChatServer } from './support/chatServer.ts';
import { Folders, hasModel, hub, killLeftovers, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const aboutMaize = 'How did plant population change the grain yield of maize?';

describe('an answer that was exported', () => {
  const folders = new Folders();
  let chat: ChatServer;
  let test: TestEngine;
  let data: string;
  let papers: string;
  let maizeId: string;

  const open = async (dataDir: string) =>
    openTestEngine({ dataDir, settings: { ...withoutModel, HUB_OPENAI_URL: chat.url, HUB_OPENAI_MODEL: 'm' } });
  const add = async (engine: TestEngine, name: string, spec: typeof maize) => {
    const [id] = await engine.add([await writePaper(papers, name, spec)]);
    await engine.ended(id!);
    return id!;
  };

  beforeAll(async () => {
    chat = await startChatServer();
    [data, papers] = [await folders.make(), await folders.make()];
    test = await open(data);
    maizeId = await add(test, 'maize.pdf', maize);
    await add(test, 'glaciers.pdf', glaciers);
  });
  afterAll(async () => {
    await test?.close();
    chat?.close();
    killLeftovers();
    await folders.removeAll();
  });

  async function asked(question: string, generator: 'evidence' | 'openai' = 'evidence', parent?: { id: string; turnId: string }) {
    const id = parent?.id ?? (await test.call('conversations.create', {})).id;
    const turn = await test.call('conversations.ask', {
      conversationId: id,
      parentId: parent?.turnId ?? null,
      question,
      generator,
    });
    const { text } = await test.call('conversations.exportAnswer', { id, turnId: turn.id, format: 'bundle' });
    return { id, turn, bundle: answerBundleSchema.parse(JSON.parse(text)) };
  }
  const replay = (bundle: AnswerBundle, engine = test) => engine.call('conversations.replay', { bundle });

  it('tells the passages, the files and the settings it was made from', async () => {
    const { turn, bundle } = await asked(aboutMaize);
    expect(bundle).toMatchObject({
      question: aboutMaize,
      answer: { text: turn.text, answered: true },
      grounds: { generator: { id: 'evidence', model: '' }, embedder: null, mode: 'lexical', documentIds: null, supported: true },
    });
    const { blobHash } = await test.call('documents.get', { id: maizeId });
    expect(bundle.grounds.passages[0]).toMatchObject({ documentId: maizeId, blobHash, parser: test.ports.parser.version });
  });

  // Papers added since make words more or less telling: judged anew, other sentences would be quoted.
  it('comes out the same from the same passages, also when the library has grown, and for a follow-up', async () => {
    const first = await asked(aboutMaize);
    const second = await asked('And what about uneven seed distribution?', 'evidence', { id: first.id, turnId: first.turn.id });
    const nothing = await asked('Who won the chess championship of 1972?');
    await add(test, 'bees.pdf', bees);
    for (const { bundle } of [first, second, nothing]) {
      const replayed = await replay(bundle);
      expect(replayed).toMatchObject({ same: true, differs: [] });
      expect(replayed.passages.filter(({ fate }) => fate !== 'same')).toEqual([]);
    }
    expect(nothing.bundle.answer).toMatchObject({ answered: false, text: '' });
  });

  it('is written again by the model it was written by, given the same passages', async () => {
    const { bundle } = await asked(aboutMaize, 'openai');
    const [given] = chat.asked;
    const replayed = await replay(bundle);
    expect(chat.asked).toHaveLength(2);
    expect(chat.asked[1]).toEqual(given);
    expect(replayed.same).toBe(true);
    const other = { ...bundle, grounds: { ...bundle.grounds, generator: { id: 'openai' as const, model: 'another' } } };
    expect((await replay(other)).differs).toEqual(['generator']);
  });

  it('tells in another library which passages are elsewhere, changed or gone', async () => {
    const { bundle } = await asked(aboutMaize);
    const elsewhere = await open(await folders.make());
    try {
      expect(await replay(bundle, elsewhere)).toMatchObject({ same: false, answer: { answered: false } });
      // The same text in another file.
      await add(elsewhere, 'again.pdf', { ...maize, title: `${maize.title}, again` });
      const replayed = await replay(bundle, elsewhere);
      const fates = replayed.passages.map(({ fate }) => fate);
      expect(fates[0]).toBe('moved');
      expect(replayed.passages[0]!.now?.page).toBe(replayed.passages[0]!.page);
      expect(replayed.answer.answered).toBe(true);
      const [passage] = bundle.grounds.passages as [AnswerBundle['grounds']['passages'][number]];
      const text = passage.text.replace(/yield/gi, 'harvest');
      const changed = { ...passage, text, blobHash: 'gone', textHash: '0'.repeat(64) };
      const another = { ...bundle, grounds: { ...bundle.grounds, passages: [changed] } };
      expect((await replay(another, elsewhere)).passages[0]!.fate).toBe('changed');
    } finally {
      await elsewhere.close();
    }
  });

  it('holds its references and their BibTeX as Markdown', async () => {
    const { id, turn } = await asked(aboutMaize);
    const { text, fileName } = await test.call('conversations.exportAnswer', { id, turnId: turn.id, format: 'markdown' });
    expect(fileName).toBe('How did plant population change the grain yield of maize.md');
    expect(text).toMatch(/## How did plant population.*## References\n\n1\. .*## BibTeX\n\n```bibtex\n@misc\{.*\n\}\n```\n$/s);
    const bib = await test.call('conversations.exportAnswer', { id, turnId: turn.id, format: 'bibtex' });
    expect(bib.text.match(/^@/gm)?.length).toBe(new Set(turn.answer!.citations.map(({ documentId }) => documentId)).size);
  });

  it('is replayed by hub replay, which refuses any other file', async () => {
    const { bundle } = await asked(aboutMaize);
    const folder = await folders.make();
    await writeFile(join(folder, 'answer.json'), JSON.stringify(bundle));
    await writeFile(join(folder, 'other.json'), '{"format": "something else"}');
    await test.close();
    const run = (file: string) => hub(['replay', join(folder, file), '--data', data], withoutModel);
    const replayed = await run('answer.json');
    expect(replayed.stdout).toMatch(/^(\d+) of \1 passages are as they were\.\nThe answer is the same\.\n$/);
    expect(await run('other.json')).toMatchObject({ code: 1, stderr: expect.stringContaining('no exported answer') });
    expect(await run('missing.json')).toMatchObject({ code: 1, stderr: expect.stringContaining('file_not_found') });
  });
});

describe.skipIf(!hasModel)('an answer found by meaning, too', () => {
  const folders = new Folders();
  afterAll(() => folders.removeAll());

  it('comes out the same, and tells when another search model is in use', async () => {
    const resourcesDir = join(import.meta.dirname, '../../resources');
    const test = await openTestEngine({ dataDir: await folders.make(), resourcesDir });
    try {
      const [id] = await test.add([await writePaper(await folders.make(), 'maize.pdf', maize)]);
      await test.ended(id!);
      const { id: chatId } = await test.call('conversations.create', {});
      const turn = await test.call('conversations.ask', { conversationId: chatId, parentId: null, question: aboutMaize });
      const { text } = await test.call('conversations.exportAnswer', { id: chatId, turnId: turn.id, format: 'bundle' });
      const bundle = answerBundleSchema.parse(JSON.parse(text));
      expect(bundle.grounds).toMatchObject({ mode: 'hybrid', embedder: { model: 'Xenova/gte-small' } });
      expect(await test.call('conversations.replay', { bundle })).toMatchObject({ same: true, differs: [] });
      bundle.grounds.embedder!.space = 'another';
      expect(await test.call('conversations.replay', { bundle })).toMatchObject({ differs: ['embedder'] });
    } finally {
      await test.close();
    }
  });
});
