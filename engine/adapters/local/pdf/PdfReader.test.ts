import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { PdfReader } from './PdfReader.ts';

const threadUrl = new URL('../../../../tests/fixtures/pdf/troubledThread.ts', import.meta.url);

describe('PdfReader', () => {
  let reader: PdfReader;
  afterEach(() => reader.close());

  async function read(trouble: string) {
    const seen: string[] = [];
    await reader
      .read({
        path: trouble,
        password: null,
        signal: new AbortController().signal,
        onReading: () => undefined,
        onOpen: ({ pageCount }) => seen.push(`open ${pageCount}`),
        onNotes: () => undefined,
        onMeasured: () => seen.push('measured'),
        onPage: (result) =>
          seen.push('page' in result ? `${result.page.number}` : `${result.failed.number} ${result.failed.code}`),
      })
      .catch((error) => seen.push(AppError.from(error).code));
    return seen;
  }
  const limited = () => new PdfReader(threadUrl, { patienceMs: 6000, maxGrowth: 2 ** 30, maxHeapMb: 60, maxLostPages: 2 });

  it('gives up a page that hangs, dies or fills the heap, and goes on behind it', async () => {
    reader = limited();
    expect(await read('2 hangs, 3 dies')).toEqual(['open 4', '1', '2 parse_timeout', '3 pdf_corrupt', '4', 'measured']);
    expect(await read('4 fills')).toEqual(['open 4', '1', '2', '3', '4 parse_memory', 'measured']);
  });

  it('gives up a file that cannot be opened in time, or has too many such pages', async () => {
    reader = limited();
    expect(await read('0 hangs')).toEqual(['parse_timeout']);
    expect(await read('1 dies, 2 dies, 3 dies')).toEqual(['open 4', '1 pdf_corrupt', '2 pdf_corrupt', 'pdf_corrupt']);
  });

  it('keeps the text of a page whose drawing hangs or fills the heap, and looks at no further one', async () => {
    reader = limited();
    expect(await read('2.5 hangs, 3.5 hangs')).toEqual(['open 4', '1', '2', '3', '4', 'measured']);
    expect(await read('4.5 fills')).toEqual(['open 4', '1', '2', '3', '4']);
    expect(await read('none')).toEqual(['open 4', '1', '2', '3', '4', 'measured']);
  });

  it('gives up what makes the process grow beyond its limit', async () => {
    reader = new PdfReader(threadUrl, {
      patienceMs: 30_000,
      maxGrowth: 2 ** 28,
      maxHeapMb: 4096,
      maxLostPages: 2,
    });
    expect(await read('2 swells')).toEqual(['open 4', '1', '2 parse_memory', '3', '4', 'measured']);
  });

  it('ends a hanging thread when cancelled, and reads the next file', async () => {
    reader = new PdfReader(threadUrl);
    const controller = new AbortController();
    const work = reader.read({
      path: '1 hangs',
      password: null,
      signal: controller.signal,
      onReading: () => undefined,
      onOpen: () => controller.abort(new AppError('cancelled')),
      onPage: () => undefined,
      onNotes: () => undefined,
      onMeasured: () => undefined,
    });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(await read('none')).toEqual(['open 4', '1', '2', '3', '4', 'measured']);
  });
});
