import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.d.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Citation } from '../../shared/domain/passage.ts';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { type ChatServer, startChatServer } from './support/chatServer.ts';
import { Folders, writePaper } from './support/hub.ts';
import { ctx, openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const question = 'How did seed distribution and plant population change the grain yield of maize?';
const uneven = 'Uneven seed distribution within the row reduced the grain yield by 9 percent at the highest population.';
const rose =
  'Grain yield rose from 5.2 to 8.7 tonnes per hectare as the population went from 40,000 to 80,000 plants per hectare.';

/** A printed line that ends in the middle of words. */
const rye = {
  title: 'Root Growth of Winter Rye',
  sections: [
    {
      heading: 'Findings',
      paragraphs: [
        'Deeper sowing delayed the first leaves of winter rye by six days, but the root bio-\nmass in spring was the same. Sufficient rain in ' +
          'October made the dif-\nference between fields disappear.',
      ],
    },
  ],
};

describe('answers of a language model', () => {
  const folders = new Folders();
  let chat: ChatServer;
  let test: TestEngine;
  let files: Map<string, string>;

  beforeAll(async () => {
    chat = await startChatServer();
    const papers = await folders.make();
    test = await openTestEngine({ dataDir: await folders.make(), settings: { HUB_OPENAI_URL: chat.url, HUB_OPENAI_MODEL: 'm' } });
    files = new Map();
    for (const [n, paper] of [maize, glaciers, bees, rye].entries()) {
      const path = await writePaper(papers, `${n}.pdf`, paper);
      const [id] = await test.add([path]);
      expect(await test.ended(id!)).toMatchObject({ status: 'ready' });
      files.set(id!, path);
    }
  });
  beforeEach(() => {
    chat.asked.length = 0;
    chat.stall = null;
  });
  afterAll(async () => {
    await test?.close();
    chat?.close();
    await folders.removeAll();
  });

  async function ask(write: ChatServer['write'], about = question): Promise<Answer> {
    chat.write = write;
    return await test.call('answers.ask', { question: about, generator: 'openai' });
  }

  // Seen with a 1.1B model: the question, given back, matched the title of its paper and counted as an answer.
  it('takes the question given back for no answer', async () => {
    const answer = await ask(() => question);
    expect(answer).toMatchObject({ answered: false, citations: [], unsupported: [question] });
  });

  it('gets none of a hundred fabricated quotes past the check', async () => {
    // From quite made up to one word away from what is written.
    const forged = [
      'turnips grew twice as fast under red lamps',
      uneven.replace('reduced', 'raised').slice(0, -1),
      uneven.replace('9 percent', '90 percent').slice(0, -1),
      uneven.replace('Uneven', 'Even').slice(0, -1),
      rose.replace('rose', 'fell').slice(0, -1),
      rose.replace('8.7', '9.7').slice(0, -1),
      'Stalk lodging was never seen in the second summer',
      'the grain yield of maize did not depend on the plant population',
      'seed distribution and plant population explain all of the grain yield',
      'higher populations raised the yield again because the ears stayed large',
    ];
    const sentences = Array.from(
      { length: 100 },
      (_, n) => `The authors write that “${forged[n % 10]}” in trial ${n} [${(n % 6) + 1}].`,
    );
    const answer = await ask(sentences.join(' '));
    expect(answer.citations).toEqual([]);
    expect(answer.unsupported).toHaveLength(100);
    expect(answer).toMatchObject({ answered: false, generator: 'openai' });
    expect(answer.answer).not.toMatch(/\[\d+\]/);
  });

  it('finds the source of a paraphrase that names none', async () => {
    const answer = await ask(
      'As the population went from 40,000 to 80,000 plants per hectare, the grain yield rose from 5.2 to 8.7 tonnes. ' +
        'At the highest population, seed distribution that was uneven within a row reduced the yield by 9 percent.',
    );
    expect(answer.unsupported).toEqual([]);
    expect(answer.citations.map(({ n, page, verified, title }) => [n, page, verified, title])).toEqual([
      [1, 1, true, maize.title],
      [2, 3, true, maize.title],
    ]);
    expect(answer.citations.map(plainQuote)).toEqual([rose, uneven]);
    expect(answer.answer).toBe(
      'As the population went from 40,000 to 80,000 plants per hectare, the grain yield rose from 5.2 to 8.7 tonnes [1]. ' +
        'At the highest population, seed distribution that was uneven within a row reduced the yield by 9 percent [2].',
    );
  });

  it('puts right a number that names the wrong passage', async () => {
    const answer = await ask(({ passages }) => {
      const wrong = [...passages].find(([, text]) => !text.includes('Uneven seed'))![0];
      return `Uneven seed distribution within the row reduced the grain yield by 9 percent [${wrong}].`;
    });
    expect(answer.citations.map(plainQuote)).toEqual([uneven]);
    expect(answer.citations[0]).toMatchObject({ n: 1, page: 3, verified: true, title: maize.title });
    expect(answer.answer).toMatch(/9 percent \[1\]\.$/);
  });

  it('supports no sentence with other numbers than its source', async () => {
    const changed = 'Uneven seed distribution within the row reduced the grain yield by 19 percent at the highest population.';
    const kept = 'Grain yield rose from 5.2 to 8.7 tonnes per hectare.';
    const answer = await ask(`${changed} [1] ${kept} [1]`);
    expect(answer.unsupported).toEqual([changed]);
    expect(answer.citations.map(plainQuote)).toEqual([rose]);
    expect(answer.answered).toBe(true);
  });

  it('sees through ligatures, hyphens at line ends, quotation marks and case in a quote', async () => {
    const answer = await ask(
      'The authors say that "the root bio- mass in spring was the same" [1]. They add: „SUFﬁCIENT rain in October made the diﬀer\u00ADence between ' +
        'ﬁelds disappear”.',
      'What did deeper sowing of winter rye change in the root biomass?',
    );
    expect(answer.unsupported).toEqual([]);
    expect(answer.citations.map(({ verified, title }) => [verified, title])).toEqual([
      [true, rye.title],
      [true, rye.title],
    ]);
  });

  it('does not ask the model when the library does not say', async () => {
    const answer = await ask('Figaro was composed by Mozart [1].', 'Who composed the opera about the marriage of Figaro?');
    expect(answer).toMatchObject({ answer: '', answered: false, citations: [], unsupported: [], ms: { firstToken: null } });
    expect(chat.asked).toEqual([]);
  });

  it('streams what the model writes', async () => {
    chat.write = `${uneven} [1]`;
    const deltas: string[] = [];
    const answer = await test.engine.call(
      'answers.ask',
      { question, generator: 'openai' },
      { ctx, emit: ({ delta }) => deltas.push(delta) },
    );
    expect(deltas.length).toBeGreaterThan(5);
    expect(deltas.join('')).toBe(chat.write);
    expect(chat.asked).toMatchObject([{ question }]);
    expect(answer.ms.firstToken).toBeGreaterThanOrEqual(answer.ms.retrieve);
    expect(answer.ms.total).toBeGreaterThanOrEqual(answer.ms.firstToken!);
  });

  it('stops the model when the person does', async () => {
    chat.stall = { gone: Promise.resolve() };
    chat.write = uneven;
    const controller = new AbortController();
    const emit = () => controller.abort();
    const answering = test.engine.call(
      'answers.ask',
      { question, generator: 'openai' },
      { ctx: { ...ctx, signal: controller.signal }, emit },
    );
    await expect(answering).rejects.toMatchObject({ code: 'cancelled' });
    await chat.stall.gone;
  });

  it('says which language model is not set up', async () => {
    const answering = test.call('answers.ask', { question, generator: 'local' });
    await expect(answering).rejects.toMatchObject({ code: 'generator_unavailable', kind: 'operational' });
  });

  it.each(['evidence', 'openai'] as const)('draws the boxes of a citation over the words it quotes (%s)', async (generator) => {
    chat.write = `${uneven} ${rose}`;
    const answer = await test.call('answers.ask', { question, generator });
    expect(answer.citations.length).toBeGreaterThanOrEqual(2);
    for (const citation of answer.citations) {
      expect(citation.verified).toBe(true);
      const under = await textUnder(citation, files.get(citation.documentId)!);
      expect(under).toContain(squeezed(citation.quote));
      // The lines of the quote and no others.
      expect(under.length).toBeLessThan(squeezed(citation.quote).length + 160);
    }
  });
});

const plainQuote = ({ quote }: Citation) => quote.replaceAll(/\s+/g, ' ');
const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

/** The text of the lines a citation's boxes lie on, without white space, by pdf.js alone. Every box must lie on one. */
async function textUnder({ page, boxes }: Citation, path: string): Promise<string> {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  const pdfPage = await (await task.promise).getPage(page);
  const height = pdfPage.getViewport({ scale: 1 }).height;
  const lines = (await pdfPage.getTextContent()).items.filter(
    (item): item is TextItem => 'str' in item && item.str.trim() !== '',
  );
  const text: string[] = [];
  for (const box of boxes) {
    expect(box.page).toBe(page);
    const line = lines.filter((item) => {
      const [, , , , x, y] = item.transform as number[];
      const baseline = height - y!;
      const over = Math.min(box.x + box.width, x! + item.width) - Math.max(box.x, x!);
      return baseline > box.y && baseline < box.y + box.height + 1 && over > 0;
    });
    expect(line.length).toBeGreaterThan(0);
    text.push(...line.map(({ str }) => str));
  }
  await task.destroy();
  return squeezed(text.join(''));
}
