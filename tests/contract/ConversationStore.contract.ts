import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestContext } from '../../engine/context.ts';
import type { ConversationStore, NewTurn } from '../../engine/ports/ConversationStore.ts';
import type { Grounds } from '../../shared/domain/answerBundle.ts';
import { wholeLibrary } from '../../shared/domain/collection.ts';
import type { Answer, Citation } from '../../shared/domain/passage.ts';
import { testContext } from './testContext.ts';

export interface ConversationStoreUnderTest {
  store: ConversationStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs: RequestContext = { ...testContext('theirs'), principal: { id: 'colleague' } };
/** Another person in the same library. */
const colleague: RequestContext = { ...ours, principal: theirs.principal };

const citation: Citation = {
  n: 1,
  documentId: 'doc',
  blobHash: 'ab',
  title: 'Maize',
  page: 3,
  quote: 'Yield rose.',
  prefix: 'and ',
  suffix: ' Then',
  boxes: [{ page: 3, x: 1.5, y: 2, width: 30, height: 10 }],
  verified: true,
};
const answer: Answer = {
  answer: 'The yield rose [1].',
  answered: true,
  citations: [citation],
  unsupported: [],
  generator: 'evidence',
  ms: { retrieve: 1, firstToken: 2, total: 3 },
};

const grounds: Grounds = {
  app: '1.0.0',
  generator: { id: 'openai', model: 'm' },
  embedder: null,
  mode: 'lexical',
  documentIds: ['doc'],
  query: 'Maïze 🌽?',
  focus: [],
  words: { chunks: 7, shares: { maiz: 1 / 3 } },
  history: [{ question: 'Why?', answer: '' }],
  supported: true,
  passages: [
    {
      documentId: 'doc',
      title: 'Maize',
      section: '',
      page: 3,
      pageEnd: 3,
      start: 10,
      end: 21,
      text: 'Yield rose.',
      score: 0.1 + 0.2,
      lexicalScore: 1.5,
      denseScore: null,
      blobHash: 'ab',
      parser: 'test-1',
      textHash: 'ab'.repeat(32),
    },
  ],
};

/** `open` gives an empty store with the libraries of `contexts`, whose clock is `now`. */
export function defineConversationStoreContract(
  name: string,
  open: (options: { now: () => number; contexts: RequestContext[] }) => Promise<ConversationStoreUnderTest>,
): void {
  describe(`ConversationStore contract: ${name}`, () => {
    let clock: number;
    let subject: ConversationStoreUnderTest;
    let store: ConversationStore;
    beforeEach(async () => {
      clock = 1_700_000_000_000;
      subject = await open({ now: () => clock, contexts: [ours, theirs] });
      store = subject.store;
    });
    afterEach(() => subject.close());

    const create = (id: string, title = '', ctx = ours) => store.create(ctx, { id, title, scope: wholeLibrary });
    const addTurn = (conversationId: string, id: string, more: Partial<NewTurn> = {}, ctx = ours) =>
      store.addTurn(ctx, { id, conversationId, parentId: null, question: 'Why?', generator: 'evidence', ...more });
    const listed = async (query: { query?: string; cursor?: string; limit?: number } = {}, ctx = ours) =>
      (await store.list(ctx, { limit: 100, ...query })).items.map(({ id }) => id);

    it('gives back a conversation as it was made, and changes only what a patch names', async () => {
      const scope = { collectionIds: ['c'], tagIds: ['t'], documentIds: ['d'] };
      const made = await store.create(ours, { id: 'one', title: 'Maïze 🌽', scope });
      expect(made).toEqual({
        id: 'one',
        libraryId: 'ours',
        title: 'Maïze 🌽',
        scope,
        activeTurnId: null,
        turnCount: 0,
        createdAt: clock,
        updatedAt: clock,
      });
      expect(await store.get(ours, 'one')).toEqual(made);
      clock += 1000;
      expect(await store.update(ours, 'one', { title: 'Corn' })).toEqual({ ...made, title: 'Corn', updatedAt: clock });
      expect(await store.update(ours, 'one', { scope: wholeLibrary })).toMatchObject({ title: 'Corn', scope: wholeLibrary });
    });

    it("keeps a conversation from everybody else: it is its owner's", async () => {
      await create('one', 'Secret');
      await addTurn('one', 'turn', { question: 'Secret?' });
      for (const other of [theirs, colleague, { ...ours, libraryId: 'theirs' }]) {
        expect(await store.get(other, 'one')).toBeNull();
        expect(await listed({}, other)).toEqual([]);
        expect(await listed({ query: 'secret' }, other)).toEqual([]);
        expect(await store.turns(other, 'one')).toEqual([]);
        expect(await store.updateTurn(other, 'turn', { text: 'theirs' })).toBeNull();
        await expect(store.update(other, 'one', { title: 'theirs' })).rejects.toMatchObject({ code: 'not_found' });
        await expect(store.remove(other, 'one')).rejects.toMatchObject({ code: 'not_found' });
        await expect(store.restore(other, 'one')).rejects.toMatchObject({ code: 'not_found' });
        await expect(addTurn('one', 'other', {}, other)).rejects.toMatchObject({ code: 'not_found' });
      }
      expect(await store.turns(ours, 'one')).toMatchObject([{ id: 'turn', text: '' }]);
    });

    it('adds a turn as running, makes it the active one, and keeps what becomes of it', async () => {
      await create('one');
      clock += 1000;
      const turn = await addTurn('one', 'first', { question: 'What 🌽?', generator: 'openai' });
      expect(turn).toEqual({
        id: 'first',
        conversationId: 'one',
        parentId: null,
        question: 'What 🌽?',
        state: 'running',
        generator: 'openai',
        evidence: [],
        text: '',
        answer: null,
        error: null,
        createdAt: clock,
        finishedAt: null,
      });
      expect(await store.get(ours, 'one')).toMatchObject({ activeTurnId: 'first', turnCount: 1, updatedAt: clock });
      await store.updateTurn(ours, 'first', { evidence: [citation] });
      expect(await store.updateTurn(ours, 'first', {})).toEqual({ ...turn, evidence: [citation] });
      const error = { code: 'generator_failed', message: 'It stopped.', action: 'Try again.' };
      const patch = { state: 'failed', text: 'The', answer, error, finishedAt: clock + 5 } as const;
      const ended = { ...turn, evidence: [citation], ...patch };
      expect(await store.updateTurn(ours, 'first', patch)).toEqual(ended);
      expect(await store.updateTurn(ours, 'first', patch)).toEqual(ended);
      expect(await store.turns(ours, 'one')).toEqual([ended]);
    });

    it('keeps what a turn was answered from, for its owner alone, and not among what is shown of it', async () => {
      await create('one');
      const turn = await addTurn('one', 'first');
      expect(await store.grounds(ours, 'first')).toBeNull();
      expect(await store.updateTurn(ours, 'first', { grounds })).toEqual(turn);
      await store.updateTurn(ours, 'first', { text: 'So.' });
      expect(await store.grounds(ours, 'first')).toEqual(grounds);
      expect(await store.turns(ours, 'one')).toEqual([{ ...turn, text: 'So.' }]);
      expect(await store.grounds(colleague, 'first')).toBeNull();
      expect(await store.grounds(ours, 'unknown')).toBeNull();
      await store.remove(ours, 'one');
      expect(await store.grounds(ours, 'first')).toBeNull();
    });

    it('keeps all branches, by creation, and refuses a parent or an active turn of another conversation', async () => {
      await create('one');
      await create('two');
      for (const [id, parentId] of [
        ['b', null],
        ['c', 'b'],
        ['a', 'b'],
      ] as const) {
        clock += 1;
        await addTurn('one', id, { parentId });
      }
      await addTurn('two', 'other');
      expect((await store.turns(ours, 'one')).map(({ id, parentId }) => [id, parentId])).toEqual([
        ['b', null],
        ['c', 'b'],
        ['a', 'b'],
      ]);
      await expect(addTurn('one', 'd', { parentId: 'other' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(store.update(ours, 'one', { activeTurnId: 'other' })).rejects.toMatchObject({ code: 'not_found' });
      expect(await store.get(ours, 'one')).toMatchObject({ activeTurnId: 'a', turnCount: 3 });
      expect(await store.update(ours, 'one', { activeTurnId: 'c' })).toMatchObject({ activeTurnId: 'c' });
    });

    it('lists the last updated first, page by page; looking at another branch moves nothing', async () => {
      for (const id of ['a', 'b', 'c', 'd', 'e']) {
        await create(id);
        clock += id === 'b' ? 0 : 10;
      }
      await addTurn('b', 'turn');
      clock += 10;
      await addTurn('a', 'first');
      await addTurn('a', 'second');
      expect(await listed()).toEqual(['a', 'b', 'e', 'd', 'c']);
      clock += 10;
      await store.update(ours, 'b', { activeTurnId: 'turn' });
      expect(await listed()).toEqual(['a', 'b', 'e', 'd', 'c']);
      const pages: string[][] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await store.list(ours, { limit: 2, ...(cursor ? { cursor } : {}) });
        pages.push(page.items.map(({ id }) => id));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(pages).toEqual([['a', 'b'], ['e', 'd'], ['c']]);
      await expect(store.list(ours, { limit: 0 })).rejects.toMatchObject({ code: 'invalid_input' });
      await expect(store.list(ours, { limit: 1, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' });
    });

    it('finds the conversations that hold each word, in title, questions or answers, any case and accent', async () => {
      await create('maize', 'Plant Population');
      await addTurn('maize', 'm1', { question: 'How did the YIELD change?' });
      await store.updateTurn(ours, 'm1', { text: 'It rose by 9 % on Älvö’s sandy soil.' });
      await create('rye', 'Roots of rye');
      clock += 1;
      await addTurn('rye', 'r1', { question: 'What of the soil?' });
      expect(await listed({ query: 'soil' })).toEqual(['rye', 'maize']);
      expect(await listed({ query: '  POPulation \n yield SAND ' })).toEqual(['maize']);
      expect(await listed({ query: 'alvo' })).toEqual(['maize']);
      expect(await listed({ query: 'roots yield' })).toEqual([]);
      // Letters of the pattern language stand for themselves.
      expect(await listed({ query: '9 %' })).toEqual(['maize']);
      for (const query of ['s_il', '%s%l%', '\\', '"soil']) expect(await listed({ query })).toEqual([]);
      expect(await listed({ query: 'soil', limit: 1 })).toEqual(['rye']);
      await store.remove(ours, 'rye');
      expect(await listed({ query: 'soil' })).toEqual(['maize']);
    });

    it('takes a removed conversation out of sight, and back with all its turns in its old place', async () => {
      await create('one');
      const turn = await addTurn('one', 'turn');
      clock += 10;
      await create('two');
      await store.remove(ours, 'one');
      await store.remove(ours, 'one');
      expect(await store.get(ours, 'one')).toBeNull();
      expect(await listed()).toEqual(['two']);
      expect(await store.turns(ours, 'one')).toEqual([]);
      await expect(addTurn('one', 'late')).rejects.toMatchObject({ code: 'not_found' });
      await expect(store.update(ours, 'one', { title: 'late' })).rejects.toMatchObject({ code: 'not_found' });
      // The answer that was being written when it was removed.
      await store.updateTurn(ours, 'turn', { state: 'done', text: 'So.' });
      expect(await store.restore(ours, 'one')).toMatchObject({ id: 'one', turnCount: 1 });
      expect(await store.restore(ours, 'one')).toMatchObject({ id: 'one' });
      expect(await store.turns(ours, 'one')).toEqual([{ ...turn, state: 'done', text: 'So.' }]);
      expect(await listed()).toEqual(['two', 'one']);
      await expect(store.remove(ours, 'nowhere')).rejects.toMatchObject({ code: 'not_found' });
    });

    it('stops what a host that ended left running, in its own library only', async () => {
      await create('one');
      await addTurn('one', 'cut');
      await store.updateTurn(ours, 'cut', { text: 'The yield', evidence: [citation] });
      await addTurn('one', 'done');
      await store.updateTurn(ours, 'done', { state: 'done', finishedAt: clock });
      await create('elsewhere', '', theirs);
      await addTurn('elsewhere', 'theirs', {}, theirs);
      clock += 60_000;
      expect(await store.stopRunning(colleague)).toBe(1);
      expect(await store.turns(ours, 'one')).toMatchObject([
        { id: 'cut', state: 'stopped', text: 'The yield', evidence: [citation], finishedAt: clock },
        { id: 'done', state: 'done', finishedAt: clock - 60_000 },
      ]);
      expect(await store.turns(theirs, 'elsewhere')).toMatchObject([{ state: 'running' }]);
      expect(await store.stopRunning(ours)).toBe(0);
    });

    it('stores text no encoding can hold', async () => {
      await create('one', 'a\0b\uD800');
      await addTurn('one', 'turn', { question: 'q\0' });
      await store.updateTurn(ours, 'turn', { text: '\uDFFF', evidence: [{ ...citation, quote: '\0' }] });
      expect(await store.get(ours, 'one')).toMatchObject({ title: 'a\uFFFDb\uFFFD' });
      expect(await store.turns(ours, 'one')).toMatchObject([
        { question: 'q\uFFFD', text: '\uFFFD', evidence: [{ quote: '\uFFFD' }] },
      ]);
    });
  });
}
