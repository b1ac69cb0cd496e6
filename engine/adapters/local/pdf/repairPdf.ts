import { constants, inflateSync } from 'node:zlib';

/** Beyond this a file is not searched for its pages. */
const maxBytes = 200 * 2 ** 20;
/** Of one stream of objects, unpacked. */
const maxStream = 2 ** 26;
const maxObjects = 200_000;

/**
 * The file with a new list of the pages found in it, for a reader that finds none: what was cut off in a download has lost the list, which stands at the
 * end, but not the pages before. Pages come in the order of the file, and what they inherited from the list is lost. Null where no page is found, and
 * for encrypted files.
 */
export function repairPdf(bytes: Uint8Array): Uint8Array | null {
  if (bytes.byteLength > maxBytes) return null;
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (/\/Encrypt\s+\d/.test(pdf)) return null;
  const pages = new Set<number>();
  const packed: string[] = [];
  let highest = 0;
  const add = (number: number, body: string) => {
    highest = Math.max(highest, number);
    if (isPage.test(body)) pages.add(number);
  };
  for (const [, digits, body] of pdf.matchAll(/\b(\d{1,9}) \d{1,5} obj\b(.*?)(?=\bendobj\b|\bstream\b|$)/gs))
    add(Number(digits), body!);
  for (const { number, body } of packedObjects(pdf)) {
    if (packed.push(`${number} 0 obj\n${body}\nendobj`) > maxObjects) break;
    add(number, body);
  }
  if (pages.size === 0) return null;
  const [list, root] = [highest + 1, highest + 2];
  const kids = [...pages].map((number) => `${number} 0 R`).join(' ');
  const end = [
    '',
    'endstream endobj',
    ...packed,
    `${list} 0 obj\n<< /Type /Pages /Count ${pages.size} /Kids [${kids}] >>\nendobj`,
    `${root} 0 obj\n<< /Type /Catalog /Pages ${list} 0 R >>\nendobj`,
    `trailer\n<< /Size ${root + 1} /Root ${root} 0 R >>\nstartxref\n0\n%%EOF\n`,
  ].join('\n');
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(end, 'latin1')]));
}

const isPage = /\/Type\s*\/Page(?![A-Za-z])/;

/** Objects that newer files pack into compressed streams: without the table at the file's end a reader does not look there. */
function* packedObjects(pdf: string): Generator<{ number: number; body: string }> {
  for (const match of pdf.matchAll(/<<([^<>]*\/ObjStm\b[^<>]*)>>\s*stream\r?\n/g)) {
    const count = Number(/\/N\s+(\d+)/.exec(match[1]!)?.[1] ?? 0);
    const first = Number(/\/First\s+(\d+)/.exec(match[1]!)?.[1] ?? 0);
    const start = match.index + match[0].length;
    const end = pdf.indexOf('endstream', start);
    const text = unpacked(pdf.slice(start, end < 0 ? undefined : end));
    const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let i = 0; i < count && 2 * i + 1 < numbers.length; i++) {
      const body = text.slice(first + numbers[2 * i + 1]!, 2 * i + 3 < numbers.length ? first + numbers[2 * i + 3]! : undefined);
      if (Number.isSafeInteger(numbers[2 * i]) && body !== '') yield { number: numbers[2 * i]!, body };
    }
  }
}

/** As much as is there of a compressed stream. */
function unpacked(stream: string): string {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxStream };
    return inflateSync(Buffer.from(stream, 'latin1'), options).toString('latin1');
  } catch {
    return '';
  }
}
