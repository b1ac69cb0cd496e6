import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RouteInput } from '../../shared/api/routes.ts';
import type { Scope } from '../../shared/domain/collection.ts';
import { type Turn, type TurnEvent, turnSchema } from '../../shared/domain/conversation.ts';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { type ChatServer, startChatServer } from './support/chatServer.ts';
import { Folders, writePaper } from './support/hub.ts';
import { ctx, openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const aboutMaize = 'How did plant population change the grain yield of maize?';
const aboutGlaciers = 'When was the sliding of the glacier fastest?';
const rose =
  'Grain yield rose from 5.2 to 8.7 tonnes per hectare as the population went from 40,000 to 80,000 plants per hectare.';
const uneven = 'Uneven seed distribution within the row reduced the grain yield by 9 percent at the highest population.';
const made = 'Wheat prices doubled in the second year.';

describe('conversations', () => {
  const folders = new Folders();
  let chat: ChatServer;
  let test: TestEngine;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    chat = await startChatServer();
    const papers = await folders.make();
    test = await openTestEngine({ dataDir: await folders.make(), settings: { HUB_OPENAI_URL: chat.url, HUB_OPENAI_MODEL: 'm' } });
    for (const [n, paper] of [maize, glaciers, bees].entries()) {
      const [id] = await test.add([await writePaper(papers, `${n}.pdf`, paper)]);
      expect(await test.ended(id!)).toMatchObject({ status: 'ready' });
      ids.set(paper.title, id!);
    }
  });
  beforeEach(() => {
    chat.asked.length = 0;
    chat.stall = null;
    chat.pace = null;
    test.events.length = 0;
  });
  afterAll(async () => {
    await test?.close();
    chat?.close();
    await folders.removeAll();
  });

  const begin = async (scope?: Partial<Scope>) => (await test.call('conversations.create', scope ? { scope } : {})).id;
  const get = (id: string) => test.call('conversations.get', { id });

  async function ask(
    conversationId: string,
    question: string,
    more: Partial<RouteInput<'conversations.ask'>> & { signal?: AbortSignal; onEvent?: (event: TurnEvent) => void } = {},
  ) {
    const { signal = ctx.signal, onEvent, ...input } = more;
    const events: TurnEvent[] = [];
    const emit = (event: TurnEvent) => {
      events.push(event);
      onEvent?.(event);
    };
    const parentId = input.parentId === undefined ? (await get(conversationId)).conversation.activeTurnId : input.parentId;
    const request = { conversationId, question, ...input, parentId };
    const turn = await test.engine.call('conversations.ask', request, { ctx: { ...ctx, signal }, emit });
    return { turn, events };
  }
  const cites = (turn: Turn) => [...new Set(turn.answer?.citations.map(({ title }) => title))];

  it('stores the turn from its beginning, tells evidence before text, and names the conversation by its first question', async () => {
    const id = await begin();
    const long = `${aboutMaize} And which of the populations, all in all, was the best one?`;
    const atBeginning: Turn[] = [];
    const { turn, events } = await ask(id, long, {
      onEvent: async (event) => {
        if (event.type === 'turn') atBeginning.push(...(await get(id)).turns);
      },
    });
    expect(atBeginning).toMatchObject([{ id: turn.id, question: long, state: expect.stringMatching(/running|done/) }]);
    expect(events.map(({ type }) => type).slice(0, 4)).toEqual(['turn', 'evidence', 'delta', 'cited']);
    expect(turn).toMatchObject({ state: 'done', generator: 'evidence', error: null, finishedAt: expect.any(Number) });
    expect(turn.evidence).toEqual(turn.answer?.citations);
    expect(turn.text).toBe(turn.answer?.answer);
    expect(cites(turn)).toEqual([maize.title]);
    const stored = await get(id);
    expect(stored.turns).toEqual([turn]);
    expect(stored.conversation).toMatchObject({
      title: 'How did plant population change the grain yield of maize…',
      activeTurnId: turn.id,
      turnCount: 1,
    });
    expect(test.events.findLast(({ type }) => type === 'conversation.changed')).toEqual({
      type: 'conversation.changed',
      libraryId: 'local',
      conversation: stored.conversation,
    });
  });

  it('cites each sentence of a model when it is finished; the whole is what one pass gives', async () => {
    chat.write = `${uneven} [2] ${made} [1] Also, grain yield rose from 5.2 to 8.7 tonnes per hectare [1]. Which soil was it?`;
    const heard: TurnEvent[] = [];
    const citedSoFar = () => heard.filter(({ type }) => type === 'cited').length;
    // Writes on only when what it wrote before was cited.
    chat.pace = (sent) =>
      vi.waitFor(() =>
        expect(citedSoFar()).toBeGreaterThanOrEqual([/] W/, /] Al/, / Which/].filter((next) => next.test(sent)).length),
      );
    const id = await begin();
    const { turn, events } = await ask(id, aboutMaize, { generator: 'openai', onEvent: (event) => heard.push(event) });
    chat.pace = null;
    const cited = events.filter((event) => event.type === 'cited');
    expect(cited.map(({ citations, unsupported }) => [citations.length, unsupported.length])).toEqual([
      [1, 0],
      [1, 1],
      [2, 1],
      [2, 2],
    ]);
    expect(cited[0]).toMatchObject({ citations: [{ quote: expect.stringContaining('Uneven'), verified: true }] });
    expect(cited[0]!.text).toMatch(/^Uneven .* population \[1\]\./);
    const { type: _, ...last } = cited.at(-1)!;
    expect(last).toEqual({ text: turn.text, citations: turn.answer?.citations, unsupported: turn.answer?.unsupported });
    expect(turn.answer?.unsupported).toEqual([made, 'Which soil was it?']);
    const inOnePass = await test.call('answers.ask', { question: aboutMaize, generator: 'openai' });
    expect({ ...turn.answer, ms: null }).toEqual({ ...inOnePass, ms: null });
    // What a window shows is always a beginning of the answer, with no number that means something else.
    let shown = '';
    for (const event of events) {
      if (event.type === 'delta') shown += event.text;
      if (event.type === 'cited') shown = event.text;
      expect(plain(turn.text).startsWith(plain(shown))).toBe(true);
      if (event.type === 'delta') expect(event.text).not.toMatch(/\[\d/);
    }
    expect(events.findIndex(({ type }) => type === 'evidence')).toBe(1);
    expect(turn.evidence.length).toBeGreaterThan(0);
  });

  it('keeps what a stopped turn said, with the sources of its finished sentences', async () => {
    chat.write = `${uneven} [1] ${made} ${rose}`;
    chat.stall = { gone: Promise.resolve(), after: uneven.length + 30 };
    const controller = new AbortController();
    const id = await begin();
    const { turn } = await ask(id, aboutMaize, {
      generator: 'openai',
      signal: controller.signal,
      onEvent: ({ type }) => type === 'cited' && controller.abort(),
    });
    await chat.stall.gone;
    expect(turn).toMatchObject({ state: 'stopped', error: null, finishedAt: expect.any(Number) });
    expect(turn.text).toBe(`${uneven.slice(0, -1)} [1]. ${made.slice(0, 25)}`.trim());
    expect(turn.answer).toMatchObject({ answered: true, citations: [{ n: 1, verified: true }], unsupported: [] });
    expect((await get(id)).turns).toEqual([turn]);
    // One stopped before it said anything keeps its question.
    const early = new AbortController();
    const { turn: silent } = await ask(id, aboutMaize, {
      generator: 'openai',
      signal: early.signal,
      onEvent: ({ type }) => type === 'turn' && early.abort(),
    });
    expect(silent).toMatchObject({ state: 'stopped', text: '', answer: null, question: aboutMaize });
  });

  it('makes a failure a turn with its error, the evidence kept', async () => {
    const id = await begin();
    const { turn } = await ask(id, aboutMaize, { generator: 'local' });
    expect(turn).toMatchObject({ state: 'failed', answer: null, error: { code: 'generator_unavailable' } });
    expect(turn.error?.action).not.toBe('');
    expect(turn.evidence.length).toBeGreaterThan(0);
    expect((await get(id)).turns).toEqual([turn]);
    await expect(ask('nowhere', aboutMaize, { parentId: null })).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(id, aboutMaize, { parentId: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says that the library does not say, and asks no model', async () => {
    const id = await begin();
    const { turn, events } = await ask(id, 'Who composed the opera about the marriage of Figaro?', { generator: 'openai' });
    expect(turn).toMatchObject({ state: 'done', text: '', evidence: [], answer: { answered: false } });
    expect(events.map(({ type }) => type)).toEqual(['turn']);
    expect(chat.asked).toEqual([]);
  });

  it('keeps an edited question and a second try beside the first, and goes on from the one shown', async () => {
    const id = await begin();
    const { turn: first } = await ask(id, aboutMaize);
    const { turn: second } = await ask(id, 'And in summer?');
    const { turn: again } = await ask(id, 'And in summer?', { parentId: first.id });
    const { turn: edited } = await ask(id, aboutGlaciers, { parentId: null });
    const { turns, conversation } = await get(id);
    expect(turns.map((turn) => [turn.id, turn.parentId])).toEqual([
      [first.id, null],
      [second.id, first.id],
      [again.id, first.id],
      [edited.id, null],
    ]);
    expect(conversation).toMatchObject({ activeTurnId: edited.id, turnCount: 4 });
    // The branch decides what a follow-up is about.
    expect(cites(second)).toEqual([maize.title]);
    expect(cites((await ask(id, 'And in summer?')).turn)).toEqual([glaciers.title]);
    await test.call('conversations.update', { id, activeTurnId: first.id });
    expect(cites((await ask(id, 'And in summer?')).turn)).toEqual([maize.title]);
  });

  it('reads a chain of follow-ups back to the question that names their topic', async () => {
    const id = await begin();
    await ask(id, aboutGlaciers);
    await ask(id, 'Why?');
    const { turn } = await ask(id, 'What lifts it from its bed?');
    expect(turn.answer?.answer).toContain('The pressure of trapped water lifts the ice from its bed');
    expect(cites(turn)).toEqual([glaciers.title]);
  });

  it('does not answer an off-topic follow-up from the topic before', async () => {
    const id = await begin();
    const { turn: first } = await ask(id, aboutMaize);
    for (const question of [
      'What about its effect on the stock market?',
      'Who composed it?',
      'And the marriage of Figaro?',
      'How is it cooked with butter?',
      'What is the capital of France?',
    ]) {
      const { turn } = await ask(id, question, { parentId: first.id });
      expect([question, turn.answer?.answered]).toEqual([question, false]);
    }
  });

  it('does not answer a question that refers to something the library does not know', async () => {
    const id = await begin();
    const { turn: opera } = await ask(id, 'Who composed the opera about the marriage of Figaro?');
    for (const question of ['When was it sown?', 'Why?', 'How many of them were there in summer?']) {
      const { turn } = await ask(id, question, { parentId: opera.id });
      expect([question, turn.answer?.answered]).toEqual([question, false]);
    }
    const { turn: known } = await ask(id, aboutMaize, { parentId: opera.id });
    expect(cites((await ask(id, 'When was it sown?', { parentId: known.id })).turn)).toEqual([maize.title]);
    expect(cites((await ask(id, 'What about honeybees?', { parentId: opera.id })).turn)).toEqual([bees.title]);
  });

  it('answers a self-standing question in a conversation as it does elsewhere, also after another topic', async () => {
    const id = await begin();
    const { turn: first } = await ask(id, aboutMaize);
    for (const question of [
      'How do foraging honeybees tell their nestmates about lime trees?',
      'How long did dye poured into a crevasse take to the snout?',
      'What about honeybees?',
    ]) {
      const { turn } = await ask(id, question, { parentId: first.id });
      const elsewhere = await test.call('answers.ask', { question });
      expect(elsewhere.answered).toBe(true);
      expect({ ...turn.answer, ms: null }).toEqual({ ...elsewhere, ms: null });
    }
  });

  it('gives a model what was said before, without numbers that mean other passages now', async () => {
    const id = await begin();
    chat.write = `${rose} [1]`;
    await ask(id, aboutMaize, { generator: 'openai' });
    await ask(id, 'Who composed the opera about the marriage of Figaro?', { generator: 'openai' });
    await ask(id, aboutMaize, { generator: 'local' });
    await ask(id, 'What reduced it by 9 percent?', { generator: 'openai' });
    expect(chat.asked.map(({ history }) => history)).toEqual([
      [],
      [
        `Question: ${aboutMaize}`,
        rose,
        'Question: Who composed the opera about the marriage of Figaro?',
        'The passages do not answer this.',
      ],
    ]);
    expect(chat.asked[1]!.question).toBe('What reduced it by 9 percent?');
  });

  it('looks only into the papers of its scope', async () => {
    const collection = await test.call('collections.create', { name: 'Ice' });
    const empty = await test.call('collections.create', { name: 'Nothing yet' });
    await test.call('collections.assign', { id: collection.id, documentIds: [ids.get(glaciers.title)!], member: true });
    const id = await begin({ collectionIds: [collection.id] });
    expect(cites((await ask(id, aboutGlaciers)).turn)).toEqual([glaciers.title]);
    expect((await ask(id, aboutMaize)).turn.answer).toMatchObject({ answered: false });
    await test.call('conversations.update', {
      id,
      scope: { collectionIds: [empty.id], documentIds: [ids.get(maize.title)!] },
    });
    expect(cites((await ask(id, aboutMaize)).turn)).toEqual([maize.title]);
    await test.call('conversations.update', { id, scope: { collectionIds: [empty.id] } });
    expect((await ask(id, aboutMaize)).turn.answer).toMatchObject({ answered: false });
  });

  it('exports the branch shown as Markdown, its references numbered through', async () => {
    const doi = '10.1000/maize';
    await test.call('documents.update', { id: ids.get(maize.title)!, authors: ['Ada Moe', 'Bo Lin'], year: 2019, doi });
    const id = await begin();
    const { turn: left } = await ask(id, 'What about honeybees?');
    chat.write = `${uneven} ${rose} ${made}`;
    await ask(id, aboutMaize, { parentId: null, generator: 'openai' });
    chat.write = `${uneven} The glacier was fastest in early summer, before wide tunnels had opened.`;
    await ask(id, `${aboutGlaciers}\n Or the maize?`, { generator: 'openai' });
    await ask(id, 'Who composed the opera about the marriage of Figaro?');
    const { markdown } = await test.call('conversations.export', { id });
    expect(markdown).toBe(`# What about honeybees?

## ${aboutMaize}

${uneven.slice(0, -1)} [1]. ${rose.slice(0, -1)} [2]. ${made}

> [1] “${uneven}” (p. 3)
>
> [2] “${rose}” (p. 1)

Without a source in the library:

- ${made}

## ${aboutGlaciers} Or the maize?

${uneven.slice(0, -1)} [1]. The glacier was fastest in early summer, before wide tunnels had opened [3].

> [1] “${uneven}” (p. 3)
>
> [3] “Sliding of the glacier was fastest in early summer, before wide tunnels had opened.” (p. 1)

## Who composed the opera about the marriage of Figaro?

*The library does not say.*

## References

1. Ada Moe, Bo Lin (2019). *${maize.title}*, p. 3. https://doi.org/${doi}
2. Ada Moe, Bo Lin (2019). *${maize.title}*, p. 1. https://doi.org/${doi}
3. *${glaciers.title}*, p. 1.
`);
    await test.call('conversations.update', { id, activeTurnId: left.id });
    expect((await test.call('conversations.export', { id })).markdown).not.toContain(aboutMaize);
  });

  it('tells what can write answers, and why one cannot', async () => {
    const { generators } = await test.call('generators.list', {});
    expect(generators).toEqual([
      { id: 'evidence', model: '', unavailable: null },
      { id: 'local', model: '', unavailable: expect.stringContaining('GGUF') },
      { id: 'openai', model: 'm', unavailable: null },
    ]);
  });

  it('tells its windows of a removal and of its return', async () => {
    const id = await begin();
    await test.call('conversations.remove', { id });
    await expect(get(id)).rejects.toMatchObject({ code: 'not_found' });
    await test.call('conversations.restore', { id });
    expect(test.events.map(({ type }) => type)).toEqual(['conversation.changed', 'conversation.removed', 'conversation.changed']);
  });
});

it('a turn that was running when the host was killed is stopped at the next start, with what it said', async () => {
  const folders = new Folders();
  const chat = await startChatServer();
  try {
    const dataDir = await folders.make();
    const settings = { HUB_OPENAI_URL: chat.url, HUB_OPENAI_MODEL: 'm' };
    const paper = await writePaper(await folders.make(), 'maize.pdf', maize);
    chat.write = `${uneven} ${made} And`;
    chat.stall = { gone: Promise.resolve(), after: uneven.length + made.length + 5 };
    const child = fork(join(import.meta.dirname, 'support/asker.ts'), [dataDir, paper, aboutMaize], {
      env: { ...process.env, ...settings },
    });
    const exited = once(child, 'exit');
    const [conversationId] = (await once(child, 'message')) as [string];
    child.kill('SIGKILL');
    await exited;
    const test = await openTestEngine({ dataDir, settings });
    const { turns } = await test.call('conversations.get', { id: conversationId });
    await test.close();
    expect(turns).toMatchObject([{ state: 'stopped', finishedAt: expect.any(Number), answer: { citations: [{ n: 1 }] } }]);
    expect(turns[0]!.text).toContain('at the highest population [1].');
    expect(turns[0]!.evidence.length).toBeGreaterThan(0);
    expect(turnSchema.safeParse(turns[0]).success).toBe(true);
  } finally {
    chat.close();
    await folders.removeAll();
  }
});

/** Without numbers and the white space around them. */
const plain = (text: string) => text.replaceAll(/\s*\[\d+\]/g, '').trimEnd();
