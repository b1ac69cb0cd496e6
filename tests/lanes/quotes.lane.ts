import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenClient, openClient } from '../../cli/openClient.ts';
import { parseConfig } from '../../shared/config/config.ts';
import { seededRandom } from '../contract/random.ts';

/**
 * Sentences of real papers, as another reader (poppler) gives them and then damaged, lead to their paper and page; sentences of other papers are said not to be there.
 * Needs words only. Reuses a library given as HUB_LANE_DATA.
 */
const shared = join(import.meta.dirname, '../../../shared/data');
const papers = join(shared, 'papers');
const others = join(shared, 'benchmarks/covidqa/200423_covidQA.json');
const run = promisify(execFile);

interface Sample {
  file: string;
  page: number;
  sentence: string;
}

const random = seededRandom(20261123);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const letters = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Prose, whole: begins with a capital, ends with a full stop, mostly letters. */
function sentencesOf(text: string): string[] {
  const found = text.replaceAll(/\s*\n\s*/g, ' ').match(/(?<=[.!?]\s)\p{Lu}[^.!?]{50,350}\.(?=\s)/gu) ?? [];
  return found.filter((one) => (one.match(/\p{L}/gu)?.length ?? 0) / one.length > 0.7 && isProse(one));
}

/** Mostly words of lower case: neither names and titles of a list, nor labels of a figure. */
function isProse(sentence: string): boolean {
  const words = sentence.split(' ').filter((word) => /^\p{L}{2}/u.test(word));
  return words.length > 8 && words.filter((word) => /^\p{Ll}/u.test(word)).length > 0.75 * words.length;
}

/** What copying and text recognition do: an error every 20 characters, words broken at line ends, one word in 12 lost. */
function damaged(sentence: string): string {
  const words = sentence.split(' ').filter(() => random() > 1 / 12);
  const broken = words.map((word) => (word.length > 6 && random() < 0.15 ? `${word.slice(0, 4)}-\n${word.slice(4)}` : word));
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  return [...broken.join(' ').replaceAll('fi', 'ﬁ')]
    .map((character) => {
      if (random() >= 0.05 || /\s/.test(character)) return character;
      return pick(['', pick([...alphabet]), character + pick([...alphabet])]);
    })
    .join('');
}

describe.skipIf(!existsSync(papers))('quotes from real papers', () => {
  let client: OpenClient;
  let folder: string;
  const kept = process.env.HUB_LANE_DATA;
  let fileOf: Map<string, string>;

  beforeAll(async () => {
    folder = kept ?? (await mkdtemp(join(tmpdir(), 'hub-lane-')));
    client = await openClient(folder, parseConfig({ ...process.env, HUB_EMBEDDING_MODEL: 'nobody/nothing' }));
    const { files } = await client.request('documents.add', { paths: [papers] });
    await client.request('documents.wait', { ids: files.flatMap(({ id }) => id ?? []) });
    const { items } = await client.request('documents.list', { limit: 500 });
    fileOf = new Map(items.map(({ id, fileName }) => [id, fileName]));
  }, 3_600_000);

  afterAll(async () => {
    await client?.close();
    if (!kept) await rm(folder, { recursive: true, force: true });
  });

  it('leads at least 98 % of 200 damaged sentences to their paper and page', async () => {
    const all: Sample[] = [];
    for (const file of readdirSync(papers).filter((name) => name.endsWith('.pdf'))) {
      const { stdout } = await run('pdftotext', [join(papers, file), '-'], { maxBuffer: 2 ** 26 });
      stdout.split('\f').forEach((text, i) => {
        all.push(...sentencesOf(text).map((sentence) => ({ file, page: i + 1, sentence })));
      });
    }
    // Many papers say some things word for word; those lead anywhere.
    const places = Map.groupBy(all, ({ sentence }) => letters(sentence));
    const unique = all.filter(({ sentence }) => places.get(letters(sentence))!.length === 1);
    const asked = Array.from({ length: 200 }, () => pick(unique));
    const wrong: string[] = [];
    const scores: number[] = [];
    let ms = 0;
    for (const { file, page, sentence } of asked) {
      const text = damaged(sentence);
      const found = await client.request('quotes.find', { text });
      ms += found.ms;
      const [first] = found.sources;
      if (first && fileOf.get(first.documentId) === file && first.page === page) {
        scores.push(first.score);
        expect(first.boxes.length).toBeGreaterThan(0);
      } else wrong.push(`${file} p${page} → ${first ? `${fileOf.get(first.documentId)} p${first.page}` : 'nothing'}: ${text}`);
    }
    scores.sort((a, b) => a - b);
    console.log(
      `found: ${scores.length} of ${asked.length} of ${unique.length} sentences; least scores ${scores.slice(0, 5).map((one) => one.toFixed(2))}; mean ${Math.round(ms / asked.length)} ms`,
    );
    for (const line of wrong) console.log(`  ${line}`);
    expect(scores.length / asked.length).toBeGreaterThanOrEqual(0.98);
  });

  it.skipIf(!existsSync(others))('finds none of 100 sentences of papers that are not there', async () => {
    const { data } = JSON.parse(await readFile(others, 'utf8')) as { data: { paragraphs: { context: string }[] }[] };
    const texts = data.flatMap(({ paragraphs }) => paragraphs.map(({ context }) => context));
    const all = texts.flatMap(sentencesOf);
    const claimed: string[] = [];
    for (const sentence of Array.from({ length: 100 }, () => pick(all))) {
      const [first] = (await client.request('quotes.find', { text: sentence })).sources;
      if (first) claimed.push(`${first.score.toFixed(2)} ${fileOf.get(first.documentId)}: ${sentence} ← ${first.text}`);
    }
    console.log(`not in the library: ${claimed.length} of 100 found all the same`);
    for (const line of claimed) console.log(`  ${line}`);
    expect(claimed).toEqual([]);
  });
});
