import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const benchmarks = join(import.meta.dirname, '../../../shared/data/benchmarks');
const chunkLength = 1100;

interface RealChunk {
  id: string;
  documentId: string;
  text: string;
}

/**
 * `count` chunks of published text, about as long as the product's: windows over all abstracts and papers of the benchmark data, which
 * overlap where there is less text than asked for. Sixty make a document.
 */
export async function realChunks(count: number): Promise<RealChunk[]> {
  const texts: string[] = [];
  for (const name of ['scifact', 'nfcorpus', 'cranfield']) {
    for (const { title, text } of await jsonLines<{ title: string; text: string }>(name, 'corpus.jsonl')) {
      texts.push(`${title}\n${text}`);
    }
  }
  for (const { data } of [await covidqa()]) for (const { paragraphs } of data) texts.push(...paragraphs.map((p) => p.context));
  for (const { input } of await jsonLines<{ input: string }>('qasper-samples', 'leval_scientific_qa.jsonl')) texts.push(input);
  const all = texts.join('\n');
  const stride = Math.min(chunkLength, Math.floor((all.length - chunkLength) / count));
  return Array.from({ length: count }, (_, n) => {
    const start = all.indexOf(' ', n * stride) + 1;
    const text = all.slice(start, start + chunkLength);
    return { id: `c${String(n).padStart(7, '0')}`, documentId: `d${Math.floor(n / 60)}`, text };
  });
}

/** `count` titles of published papers, in a fixed order; where there are fewer, they come again with a number. */
export async function realTitles(count: number): Promise<string[]> {
  const lists = await Promise.all(
    ['scifact', 'nfcorpus', 'cranfield'].map((name) => jsonLines<{ title: string }>(name, 'corpus.jsonl')),
  );
  const titles = lists.flat().flatMap(({ title }) => title.trim() || []);
  return Array.from({ length: count }, (_, n) => {
    const again = Math.floor(n / titles.length);
    return `${titles[n % titles.length]}${again > 0 ? ` (${again + 1})` : ''}`;
  });
}

/** Questions people asked of these texts, of all kinds and lengths, in a mixed but fixed order. */
export async function realQuestions(count: number): Promise<string[]> {
  const lists = [
    ...(await Promise.all(
      ['scifact', 'nfcorpus', 'cranfield'].map((name) => jsonLines<{ text: string }>(name, 'queries.jsonl')),
    )),
    (await covidqa()).data.flatMap(({ paragraphs }) => paragraphs.flatMap((p) => p.qas.map((qa) => ({ text: qa.question })))),
  ];
  return Array.from({ length: count }, (_, n) => {
    const list = lists[n % lists.length]!;
    return list[(Math.floor(n / lists.length) * 7) % list.length]!.text;
  });
}

async function jsonLines<T>(...path: string[]): Promise<T[]> {
  const lines = (await readFile(join(benchmarks, ...path), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

async function covidqa() {
  return JSON.parse(await readFile(join(benchmarks, 'covidqa/200423_covidQA.json'), 'utf8')) as {
    data: { paragraphs: { context: string; qas: { question: string }[] }[] }[];
  };
}
