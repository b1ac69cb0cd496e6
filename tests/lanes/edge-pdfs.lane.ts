import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Launcher } from '../../engine/processes/Channel.ts';
import { peakMbOf } from '../bench/ProcessMemory.ts';
import { bomb, deepArrays, deepTree, manyObjects } from '../fixtures/pdf/rawPdf.ts';
import { launchChildren, openTestEngine, resourcesWithOcr, type TestEngine } from '../integration/support/localEngine.ts';

/**
 * Every hard file ends in time with the status that is expected of it, or a better one, in a process that stays small. What differs from the letter of
 * the expectation is printed with its reason.
 */
const folder = join(import.meta.dirname, '../../../shared/data/edge-pdfs');
/** Without a word of progress. */
const maxSilentSeconds = 60;
const maxMb = 1500;

interface EdgeFile {
  file: string;
  password: string | null;
  expect: string;
}
interface Outcome {
  file: string;
  expected: string;
  /** `ready`, or another status with the code of what is wrong. */
  outcome: string;
  pages: number;
  chars: number;
  /** Pages recognised from their pictures. */
  ocr: number;
  /** Error codes and warnings of pages. */
  remarks: string;
  seconds: number;
  silentSeconds: number;
  peakMb: number;
  message: string;
}

const refused = /^failed (not_a_pdf|pdf_corrupt|pdf_unsupported|pdf_no_pages|parse_timeout|parse_memory)$/;
const read = (outcome: string) => /^(ready|partial)/.test(outcome);

/** What an expectation of edge.json asks for (`asked`), and what is as good or better (`fits`). */
function judge({ expected, outcome, chars, ocr, remarks }: Outcome): { asked: boolean; fits: boolean } {
  const saysNoText = outcome === 'failed pdf_no_text' || outcome.startsWith('partial');
  const judged = (asked: boolean, better = false) => ({ asked, fits: asked || better });
  switch (expected) {
    case 'opens with text':
      return judged(outcome === 'ready' && chars > 0, outcome.startsWith('partial') && chars > 0);
    case 'opens, no text (OCR or say so)':
      return judged(saysNoText || ocr > 0, refused.test(outcome) || (read(outcome) && chars < 200));
    case 'needs password':
      return judged(outcome === 'failed pdf_password_needed');
    case 'opens':
      return judged(read(outcome) || saysNoText);
    case 'wrong password':
      return judged(outcome === 'failed pdf_password_wrong');
    case 'fail cleanly with a message':
      return judged(refused.test(outcome), read(outcome) || outcome === 'failed pdf_no_text');
    case 'must not hang, crash or run script':
      return judged(read(outcome) || outcome === 'failed pdf_no_text' || refused.test(outcome));
    default:
      // A garbled text layer: no page of it is given out as text, but for what is too short to tell.
      return judged(/text_garbled/.test(`${outcome} ${remarks}`), ocr > 0 || chars < 100);
  }
}

describe.skipIf(!existsSync(folder))('hard PDFs', () => {
  const table: Outcome[] = [];
  let pids: number[] = [];
  let dataDir: string;
  let test: TestEngine;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hub-edge-'));
    const launch: Launcher = (name) => {
      const handle = launchChildren(name);
      if (name === 'parser' && handle.pid) pids.push(handle.pid);
      return handle;
    };
    test = await openTestEngine({ dataDir, launch, resourcesDir: await resourcesWithOcr(join(dataDir, 'resources')) });
  });
  afterAll(async () => {
    await test.close();
    await rm(dataDir, { recursive: true });
    console.table(
      table.map(({ seconds, silentSeconds, peakMb, message, ...rest }) => ({
        ...rest,
        s: seconds.toFixed(1),
        MB: Math.round(peakMb),
      })),
    );
    const disagreements = table.filter((row) => !judge(row).asked);
    console.log(`${table.length} outcomes, ${disagreements.length} other than asked for:`);
    for (const { file, expected, outcome, pages, chars, ocr, remarks, message } of disagreements)
      console.log(
        `  ${file}: “${expected}” → ${outcome}: ${message || `${pages} pages, ${ocr} of them recognised, with ${chars} characters`} ${remarks}`,
      );
  });

  async function run(path: string, file: string, expected: string, password?: string): Promise<Outcome> {
    const start = performance.now();
    let [last, silentSeconds] = [start, 0];
    const heard = () => {
      const now = performance.now();
      silentSeconds = Math.max(silentSeconds, (now - last) / 1000);
      last = now;
    };
    const stop = test.ports.events.subscribe(heard);
    const [id] = await test.add([path], password);
    const { status, error } = await test.ended(id!);
    stop();
    heard();
    const seconds = (performance.now() - start) / 1000;
    const { pages } = await test.call('documents.inspect', { id: id! });
    const remarks = pages.flatMap(({ error, trace }) => [
      ...(error ? [error] : []),
      ...(trace?.warnings ?? []).map(({ code }) => code),
    ]);
    const row: Outcome = {
      file,
      expected,
      outcome: error ? `${status} ${error.code}` : status,
      pages: pages.length,
      chars: pages.reduce((sum, { characters }) => sum + characters, 0),
      ocr: pages.filter(({ trace }) => trace?.source === 'ocr').length,
      remarks: [...Map.groupBy(remarks, (code) => code)].map(([code, { length }]) => `${length} ${code}`).join(', '),
      seconds,
      silentSeconds,
      peakMb: Math.max(0, ...pids.map(peakOrGone)),
      message: error?.message ?? '',
    };
    pids = pids.filter((pid) => peakOrGone(pid) > 0);
    table.push(row);
    expect(judge(row).fits, JSON.stringify(row)).toBe(true);
    expect(row.silentSeconds).toBeLessThan(maxSilentSeconds);
    expect(row.peakMb).toBeLessThan(maxMb);
    return row;
  }

  const files: EdgeFile[] = existsSync(folder) ? JSON.parse(readFileSync(join(folder, 'edge.json'), 'utf8')) : [];
  for (const { file, password, expect: expected } of files) {
    it(file, async () => {
      const path = join(folder, file);
      await run(path, file, expected);
      if (password === null) return;
      await run(path, `${file}, a wrong password`, 'wrong password', `${password}x`);
      await run(path, `${file}, its password`, 'opens', password);
    });
  }

  for (const [name, make] of Object.entries({
    'bomb of 2 GB': () => bomb(2),
    'arrays 500,000 deep': () => deepArrays(500_000),
    'page tree 50,000 deep': () => deepTree(50_000),
    '300,000 objects': () => manyObjects(300_000),
  })) {
    it(name, async () => {
      const path = join(dataDir, `${name}.pdf`);
      await writeFile(path, make());
      await run(path, name, 'must not hang, crash or run script');
    });
  }
});

function peakOrGone(pid: number): number {
  try {
    return peakMbOf(pid);
  } catch {
    return 0;
  }
}
