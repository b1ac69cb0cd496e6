import type { Document } from '../../shared/domain/document.ts';
import { seededRandom } from '../contract/random.ts';
import { type BenchResult, type BenchRow, held, told } from './Bench.ts';
import { type BenchLibrary, openLibrary } from './openLibrary.ts';

const sizes = [1000, 10_000];
/** One paper in so many has a second version here; one in so many is an editorial, of a few editors. */
const versionEvery = 20;
const editorialEvery = 50;
const asked = 50;
const words =
  `barley river light slow field grain yield stone valley model cell protein effect study method large deep learning graph water
  climate health risk trial cohort gene market policy language vision motion energy surface quantum noise signal network`.split(
    /\s+/,
  );

/** Finding papers of one work as the window asks for it, through the engine and its store process, beside listing the library. */
export async function run(): Promise<BenchResult> {
  const rows: BenchRow[] = [];
  const oneMs: number[] = [];
  for (const size of sizes) {
    const library = await openLibrary();
    try {
      const ids = await fill(library, size);
      const { engine, ctx } = library;
      const one = await timed(async () => {
        for (const id of ids.slice(-asked)) await engine.call('documents.related', { id }, { ctx });
      });
      const { groups } = await engine.call('documents.duplicates', {}, { ctx });
      const all = await timed(() => engine.call('documents.duplicates', {}, { ctx }));
      const list = await timed(() => listAll(library));
      oneMs.push(one / asked);
      const label = `${size / 1000}k papers`;
      rows.push(told(`${label}: related to one`, one / asked, 'ms'), told(`${label}: all duplicates`, all, 'ms'));
      // A small library is answered at once either way, and what is compared is mostly the way there.
      if (size >= 10_000) rows.push(held(`${label}: all duplicates ÷ listing the library`, all / list, '×', { atMost: 1 }));
      rows.push(
        held(`${label}: groups found of those there`, groups.length / Math.floor(size / versionEvery), '', { atLeast: 1 }),
      );
    } finally {
      await library.close();
    }
  }
  rows.push(held('related to one: ten times the papers', oneMs[1]! / oneMs[0]!, '×', { atMost: 3 }));
  return { name: 'Duplicates', rows };
}

async function fill({ ports, ctx }: BenchLibrary, size: number): Promise<string[]> {
  const random = seededRandom(11);
  const pick = () => words[Math.floor(random() * words.length)] as string;
  const ids: string[] = [];
  let last = { title: '', authors: [''] };
  for (let n = 0; n < size; n++) {
    const id = ports.newId();
    const file = {
      source: 'file',
      fileName: `${n}.pdf`,
      localPath: null,
      blobHash: n.toString(16).padStart(64, '0'),
      sizeBytes: 1,
    } as const;
    await ports.documents.insert(ctx, { id, title: `${n}`, ...file });
    const isVersion = n % versionEvery === versionEvery - 1;
    const work = isVersion
      ? last
      : { title: `${Array.from({ length: 9 }, pick).join(' ')} ${n}`, authors: [`Ada ${pick()}`, `Ben ${pick()}`] };
    const editorial = !isVersion && n % editorialEvery === 0 ? { title: 'Editorial', authors: [`Ed ${pick()}`] } : work;
    last = work;
    await ports.documents.update(ctx, id, { ...editorial, year: 1990 + (n % 30), doi: `10.1000/${n}`, status: 'ready' });
    ids.push(id);
  }
  return ids;
}

async function listAll({ engine, ctx }: BenchLibrary): Promise<Document[]> {
  const documents: Document[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Document[]; nextCursor: string | null } = await engine.call(
      'documents.list',
      { limit: 500, ...(cursor === null ? {} : { cursor }) },
      { ctx },
    );
    documents.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return documents;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
