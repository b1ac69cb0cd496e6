import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/AppError.ts';
import { bomb, deepArrays, deepTree, manyObjects } from '../fixtures/pdf/rawPdf.ts';
import { openParser } from './support/parserClient.ts';

/** Every hard file ends in time with a result or a typed error that fits what is known of it, in a process that stays small. */
const folder = join(import.meta.dirname, '../../../shared/data/edge-pdfs');
const maxSeconds = 60;
const maxMb = 1500;

interface EdgeFile {
  file: string;
  password: string | null;
  expect: string;
}
interface Outcome {
  file: string;
  expected: string;
  outcome: string;
  pages: number;
  chars: number;
  failedPages: string;
  seconds: number;
  peakMb: number;
}

const readErrors = /^(not_a_pdf|pdf_corrupt|pdf_unsupported|pdf_no_pages|pdf_password_needed|parse_timeout|parse_memory)$/;

/** What an expectation of edge.json allows. */
function fits(expected: string, { outcome, chars, failedPages }: Outcome): boolean {
  const read = outcome === 'read';
  switch (expected) {
    case 'opens with text':
      return read && chars > 0;
    case 'opens, no text (OCR or say so)':
      return read && chars < 200;
    case 'needs password':
      return outcome === 'pdf_password_needed';
    case 'fail cleanly with a message':
    case 'must not hang, crash or run script':
      return read || readErrors.test(outcome);
    default:
      // A garbled text layer: no page of it is given out as text, but for what is too short to tell.
      return read && (failedPages.includes('pdf_text_garbled') || chars < 100);
  }
}

describe.skipIf(!existsSync(folder))('hard PDFs', () => {
  const parser = openParser();
  const table: Outcome[] = [];
  afterAll(() => {
    parser.close();
    console.table(table.map(({ seconds, peakMb, ...rest }) => ({ ...rest, s: seconds.toFixed(1), MB: Math.round(peakMb) })));
  });

  async function run(path: string, name: string, expected: string, password?: string): Promise<Outcome> {
    const start = performance.now();
    const result = await parser.parse(path, password).catch((error) => error as unknown);
    const read = result instanceof Object && 'pages' in result ? (result as Awaited<ReturnType<typeof parser.parse>>) : null;
    const failed = read?.pages.filter((page) => page.error !== null) ?? [];
    const row: Outcome = {
      file: name,
      expected,
      outcome: read ? 'read' : AppError.is(result) ? result.code : `untyped: ${result}`,
      pages: read?.document.pageCount ?? 0,
      chars: read?.pages.reduce((sum, page) => sum + page.text.length, 0) ?? 0,
      failedPages: [...new Set(failed.map((page) => page.error))].map((code) => `${failed.length} ${code}`).join(', '),
      seconds: (performance.now() - start) / 1000,
      peakMb: parser.peakMb(),
    };
    table.push(row);
    return row;
  }

  const files: EdgeFile[] = existsSync(folder) ? JSON.parse(readFileSync(join(folder, 'edge.json'), 'utf8')) : [];
  for (const { file, password, expect: expected } of files) {
    it(file, async () => {
      const row = await run(join(folder, file), file, expected);
      expect(fits(expected, row), JSON.stringify(row)).toBe(true);
      expect(row.seconds).toBeLessThan(maxSeconds);
      expect(row.peakMb).toBeLessThan(maxMb);
      if (password === null) return;
      const opened = await run(join(folder, file), `${file} with its password`, 'opens', password);
      expect(opened.outcome).toBe('read');
      const wrong = await run(join(folder, file), `${file} with a wrong one`, 'pdf_password_wrong', `${password}x`);
      expect(wrong.outcome).toBe('pdf_password_wrong');
    });
  }

  for (const [name, make] of Object.entries({
    'bomb of 2 GB': () => bomb(2),
    'arrays 500,000 deep': () => deepArrays(500_000),
    'page tree 50,000 deep': () => deepTree(50_000),
    '300,000 objects': () => manyObjects(300_000),
  })) {
    it(name, async () => {
      const path = join(tmpdir(), `hub-edge-${process.pid}.pdf`);
      await writeFile(path, make());
      const row = await run(path, name, 'must not hang, crash or run script');
      expect(fits(row.expected, row), JSON.stringify(row)).toBe(true);
      expect(row.seconds).toBeLessThan(maxSeconds);
      expect(row.peakMb).toBeLessThan(maxMb);
    });
  }
});
