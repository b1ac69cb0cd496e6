import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParsedPage } from '../../engine/ports/Parser.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { ctx, openTestEngine, resourcesWithOcr } from '../integration/support/localEngine.ts';
import { mutatePdf } from './support/mutatePdf.ts';
import { openParser } from './support/parserClient.ts';

/**
 * Real PDFs spoilt in thousands of ways: each is read or refused with a typed error in time, no process dies of it, and the library keeps every one.
 * The same files each run; HUB_FUZZ_SEED makes others.
 */
const data = join(import.meta.dirname, '../../../shared/data');
const seed = Number(process.env.HUB_FUZZ_SEED ?? 1);
const parsed = 2000;
const added = 300;
const maxSeconds = 60;
const maxMb = 1500;
/** Larger ones are not spoilt in more ways, but read for longer. */
const maxBytes = 700_000;

const allowed =
  /^(read|file_empty|not_a_pdf|pdf_corrupt|pdf_no_pages|pdf_too_many_pages|pdf_password_needed|parse_timeout|parse_memory)$/;

interface Source {
  name: string;
  bytes: Buffer;
}

describe.skipIf(!existsSync(data))('spoilt PDFs', () => {
  let sources: Source[];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-fuzz-'));
    sources = ['papers', 'edge-pdfs'].flatMap((part) =>
      readdirSync(join(data, part))
        .filter((name) => name.endsWith('.pdf'))
        .sort()
        .map((name) => ({ name, bytes: readFileSync(join(data, part, name)) })),
    );
    sources = sources.filter(({ bytes }) => bytes.length <= maxBytes);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const make = (n: number) => {
    const source = sources[n % sources.length]!;
    return { ...mutatePdf(source.bytes, seed * 1_000_003 + n), name: source.name };
  };

  it(`${parsed} are read or refused, each in time`, async () => {
    const counts = new Map<string, number>();
    const faults: string[] = [];
    let slowest = { seconds: 0, of: '' };
    let peakMb = 0;
    let next = 0;
    const work = async () => {
      const parser = openParser({ ocr: false });
      for (let n = next++; n < parsed; n = next++) {
        const { bytes, how, name } = make(n);
        const of = `${n}: ${name}, ${how}`;
        const path = join(folder, `parse-${n}.pdf`);
        await writeFile(path, bytes);
        const start = performance.now();
        const outcome = await parser.parse(path).then(
          ({ pages }) => pages.flatMap(faultsOf).at(0) ?? 'read',
          (error) => (AppError.is(error) ? error.code : `untyped: ${error}`),
        );
        const seconds = (performance.now() - start) / 1000;
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
        if (seconds > slowest.seconds) slowest = { seconds, of };
        peakMb = Math.max(peakMb, parser.peakMb());
        if (allowed.test(outcome) && seconds < maxSeconds) await rm(path);
        else faults.push(`${outcome} after ${seconds.toFixed(1)} s: ${of}`);
      }
      expect(parser.crashes()).toBe(0);
      parser.close();
    };
    await Promise.all([work(), work()]);
    console.table(Object.fromEntries([...counts].sort((a, b) => b[1] - a[1])));
    console.log(
      `slowest ${slowest.seconds.toFixed(1)} s (${slowest.of}); largest process ${Math.round(peakMb)} MB; seed ${seed}`,
    );
    expect(faults).toEqual([]);
    expect(peakMb).toBeLessThan(maxMb);
  });

  it(`${added} are all in the library, with a final status and their bytes as they were`, async () => {
    const dropped = join(folder, 'dropped');
    await mkdir(dropped);
    const hashes = new Map<string, string>();
    for (let n = 0; n < added; n++) {
      const { bytes } = make(parsed + n);
      await writeFile(join(dropped, `${n}.pdf`), bytes);
      hashes.set(`${n}.pdf`, sha256(bytes));
    }
    const test = await openTestEngine({
      dataDir: join(folder, 'library'),
      resourcesDir: await resourcesWithOcr(join(folder, 'resources')),
    });
    const { files } = await test.call('documents.add', { paths: [dropped] });
    const refused = files.filter(({ id }) => id === null);
    const ids = files.flatMap(({ id }) => id ?? []);
    await test.call('documents.wait', { ids });
    const { items } = await test.call('documents.list', { limit: 500 });
    const counts = new Map<string, number>();
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
    for (const { error } of refused) count(`refused ${error?.code}`);
    for (const document of items) {
      count(`${document.status} ${document.error?.code ?? ''}`);
      expect(['ready', 'partial', 'failed']).toContain(document.status);
      if (document.status === 'failed') expect(document.error).not.toBeNull();
      const file = await test.ports.blobs.localFile(ctx, document.blobHash);
      expect(sha256(await readFile(file.path))).toBe(document.blobHash);
      expect([...hashes.values()]).toContain(document.blobHash);
      await file.release();
    }
    console.table(Object.fromEntries([...counts].sort((a, b) => b[1] - a[1])));
    for (const { error } of refused) expect(error?.code).toMatch(/^(not_a_pdf|file_empty)$/);
    expect(files).toHaveLength(added);
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set(ids));
    for (const { status, error } of items) expect(`${status} ${error?.code}`).not.toMatch(/crash|unexpected|deadline/);
    // It still takes papers in, and finds what they say.
    expect((await test.call('search', { query: 'results', k: 5 })).passages.length).toBeGreaterThan(0);
    await test.close();
  });
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What no page may hold: places outside its text, and numbers that are none. */
function faultsOf({ number, width, height, text, runs, blocks }: ParsedPage): string[] {
  const faults: string[] = [];
  const isNumber = (...values: number[]) => values.every(Number.isFinite);
  if (!isNumber(width, height) || width < 0 || height < 0) faults.push(`page ${number} of ${width} × ${height}`);
  if (runs.some((run) => !isNumber(run.x, run.y, run.width, run.height))) faults.push(`page ${number}: a word without a place`);
  if (runs.some((run, i) => run.start < (runs[i - 1]?.end ?? 0) || run.end <= run.start || run.end > text.length))
    faults.push(`page ${number}: a word outside the text`);
  if (blocks.some((block, i) => block.start !== (blocks[i - 1]?.end ?? 0) || block.end > text.length))
    faults.push(`page ${number}: a block outside the text`);
  return faults;
}
