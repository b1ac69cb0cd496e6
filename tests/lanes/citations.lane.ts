import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenClient, openClient } from '../../cli/openClient.ts';
import { citesWork } from '../../engine/citations/citesWork.ts';
import { doiKey, titleKey } from '../../engine/library/workKeys.ts';
import { parseConfig } from '../../shared/config/config.ts';
import type { Reference } from '../../shared/domain/inspection.ts';

/**
 * Who cites whom, on real lists of references: every work that a publisher's record says one of the papers cites is taken for a document of the library, with what would be known
 * of it, and looked for in all lists that were read. Needs words only. Reuses a library given as HUB_LANE_DATA.
 */
const papers = join(import.meta.dirname, '../../../shared/data/papers');
const records = join(papers, 'gt');

interface Work {
  title: string;
  authors: string[];
  year: number | null;
  doi: string | null;
}

const all = (from: Element, tag: string): Element[] => Array.from(from.getElementsByTagName(tag));
const text = (element: Element | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The works a JATS record lists. */
function worksIn(file: string): Work[] {
  const xml = readFileSync(join(records, file), 'utf8');
  const root = new DOMParser({ errorHandler: () => undefined }).parseFromString(xml, 'text/xml').documentElement;
  return root
    ? all(root, 'ref').map((ref) => ({
        title: text(all(ref, 'article-title')[0]),
        authors: all(ref, 'surname').map(text),
        year: Number(/\d{4}/.exec(text(all(ref, 'year')[0]))?.[0]) || null,
        doi: text(all(ref, 'pub-id').find((id) => id.getAttribute('pub-id-type') === 'doi')) || null,
      }))
    : [];
}

describe.skipIf(!existsSync(records))('citations between real papers', () => {
  let client: OpenClient;
  let folder: string;
  const kept = process.env.HUB_LANE_DATA;
  const read = new Map<string, Reference[]>();
  const truth = new Map<string, Work[]>();

  beforeAll(async () => {
    folder = kept ?? (await mkdtemp(join(tmpdir(), 'hub-lane-')));
    client = await openClient(folder, parseConfig({ ...process.env, HUB_EMBEDDING_MODEL: 'nobody/nothing' }));
    const { files } = await client.request('documents.add', { paths: [papers] });
    await client.request('documents.wait', { ids: files.flatMap(({ id }) => id ?? []) });
    for (const { id, fileName } of (await client.request('documents.list', { limit: 500 })).items)
      read.set(fileName.slice(0, 4), (await client.request('documents.inspect', { id })).references);
    for (const file of readdirSync(records).filter((name) => name.endsWith('.jats.xml')))
      truth.set(file.slice(0, 4), worksIn(file));
  }, 3_600_000);

  afterAll(async () => {
    await client?.close();
    if (!kept) await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['by DOI or title', (work: Work) => work],
    ['by title alone', (work: Work) => ({ ...work, doi: null })],
  ])('are right %s', (name, known) => {
    const works = [...truth.values()].flat();
    let [right, found, listed] = [0, 0, 0];
    const wrong: string[] = [];
    for (const [paper, own] of truth) {
      const references = read.get(paper)!;
      listed += own.filter((work) => work.doi || (titleKey(work.title)?.length ?? 0) >= 20).length;
      for (const work of works) {
        const reference = references.find((one) => citesWork(one, known(work)));
        if (!reference) continue;
        found++;
        const same = own.some(
          (one) =>
            one === work ||
            (one.doi !== null && doiKey(one.doi) === doiKey(work.doi)) ||
            titleKey(one.title) === titleKey(work.title),
        );
        if (same) right++;
        else wrong.push(`${paper}: ${reference.text} ← ${work.title}`);
      }
    }
    console.log(`${name}: ${right} of ${found} right, ${listed} listed in ${truth.size} records`);
    for (const line of wrong) console.log(`  ${line}`);
    expect(found).toBeGreaterThan(0.5 * listed);
    expect(right / found).toBeGreaterThanOrEqual(0.99);
  });
});
