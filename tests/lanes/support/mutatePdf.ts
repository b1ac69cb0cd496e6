import { deflateSync, inflateSync } from 'node:zlib';
import { seededRandom } from '../../contract/random.ts';

type Random = () => number;
/** Text of one character a byte, so that offsets are those of the file. */
type Mutation = (pdf: string, random: Random) => string;

/**
 * A PDF spoilt in one to four ways, each as files are spoilt in life (cut off, bytes changed) or as hostile ones are made (objects put elsewhere, streams
 * swapped, lengths, filters and numbers that are not true). The same seed gives the same file.
 */
export function mutatePdf(bytes: Buffer, seed: number): { bytes: Buffer; how: string } {
  const random = seededRandom(seed);
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 8; i++) random();
  const how: string[] = [];
  let pdf = bytes.toString('latin1');
  const times = 1 + Math.floor(random() * 4);
  while (how.length < times) {
    const [name, mutate] = pick(Object.entries(mutations), random)!;
    pdf = mutate(pdf, random);
    how.push(name);
  }
  return { bytes: Buffer.from(pdf, 'latin1'), how: how.join(', ') };
}

const pick = <T>(items: readonly T[], random: Random): T | undefined => items[Math.floor(random() * items.length)];
const upTo = (limit: number, random: Random) => Math.floor(random() * limit);

const mutations: Record<string, Mutation> = {
  'flipped bytes': (pdf, random) => {
    const bytes = Buffer.from(pdf, 'latin1');
    for (let n = 1 + upTo(50, random); n > 0 && bytes.length > 0; n--) bytes[upTo(bytes.length, random)]! ^= 1 << upTo(8, random);
    return bytes.toString('latin1');
  },
  'cut off': (pdf, random) => pdf.slice(0, Math.ceil(pdf.length * (0.05 + 0.95 * random()))),
  'a piece missing': (pdf, random) => {
    const at = upTo(pdf.length, random);
    return pdf.slice(0, at) + pdf.slice(at + 1 + upTo(2000, random));
  },
  'a piece put in': (pdf, random) => {
    const from = upTo(pdf.length, random);
    const at = upTo(pdf.length, random);
    return pdf.slice(0, at) + pdf.slice(from, from + upTo(2000, random)) + pdf.slice(at);
  },
  'objects spliced': (pdf, random) => {
    const body = pick(places(pdf, objects), random);
    return body ? replaceOne(pdf, objects, random, () => body.text) : pdf;
  },
  'streams swapped': (pdf, random) => {
    const all = places(pdf, streams);
    const [a, b] = [pick(all, random), pick(all, random)].sort((one, other) => (one?.at ?? 0) - (other?.at ?? 0));
    if (!a || !b || a.at === b.at) return pdf;
    return pdf.slice(0, a.at) + b.text + pdf.slice(a.at + a.text.length, b.at) + a.text + pdf.slice(b.at + b.text.length);
  },
  'xref rows doubled or gone': (pdf, random) =>
    replaceOne(pdf, /\d{10} \d{5} [nf]\s{1,2}/g, random, (row) => (random() < 0.5 ? row + row : '')),
  'xref offset changed': (pdf, random) => replaceOne(pdf, /\d{10}(?= \d{5} n)/g, random, () => digits(10, random)),
  'startxref changed': (pdf, random) => replaceOne(pdf, /(?<=startxref\s+)\d+/g, random, () => String(upTo(pdf.length, random))),
  'length changed': (pdf, random) =>
    replaceOne(pdf, /\/Length\d? \d+/g, random, (length) => length.replace(/\d+$/, String(oddNumber(random)))),
  'number changed': (pdf, random) =>
    replaceOne(pdf, /\/[A-Za-z]+\s?\[?-?\d+(\.\d+)?/g, random, (entry) =>
      entry.replace(/-?\d+(\.\d+)?$/, String(oddNumber(random))),
    ),
  'reference changed': (pdf, random) =>
    replaceOne(pdf, /\d+ 0 R\b/g, random, () => pick(places(pdf, /\d+ 0 R\b/g), random)?.text ?? '1 0 R'),
  'filters nested': (pdf, random) =>
    replaceOne(pdf, /\/Filter\s*\/\w+/g, random, (filter) => {
      const own = /\w+$/.exec(filter)![0];
      const more = Array.from({ length: 1 + upTo(4, random) }, () => pick(filters, random));
      return `/Filter [/${random() < 0.5 ? [own, ...more].join(' /') : [...more, own].join(' /')}]`;
    }),
  'names swapped': (pdf, random) => {
    const name = pick(places(pdf, /\/[A-Z][A-Za-z0-9-]+/g), random)?.text ?? '/X';
    return replaceOne(pdf, /\/[A-Z][A-Za-z0-9-]+/g, random, () => name);
  },
  'encoding changed': (pdf, random) =>
    replaceOne(
      pdf,
      /\/(Encoding|Subtype|BaseFont|ToUnicode|DescendantFonts|CIDToGIDMap)\s*(\/[\w+-]+|\d+ 0 R)/g,
      random,
      (entry) => `${/^\/\w+/.exec(entry)![0]} ${pick(encodings, random)}`,
    ),
  'content changed': (pdf, random) =>
    replaceOne(pdf, /(?<=\bstream\r?\n)x.*?(?=\r?\nendstream)/gs, random, (s) => spoilt(s, random)),
};

const objects = /\bobj\b.{1,20000}?\bendobj\b/gs;
const streams = /(?<=\bstream\r?\n).*?(?=\r?\nendstream)/gs;
const filters = ['FlateDecode', 'LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode', 'DCTDecode', 'JPXDecode'];
const encodings = [
  '/Identity-H',
  '/Identity-V',
  '/UniJIS-UTF16-V',
  '/Type0',
  '/Type3',
  '/CIDFontType2',
  '/TrueType',
  '1 0 R',
  'null',
];

/** What a compressed stream holds, with some of it changed. */
function spoilt(stream: string, random: Random): string {
  try {
    const bytes = inflateSync(Buffer.from(stream, 'latin1'), { maxOutputLength: 2 ** 24 });
    let text = bytes.toString('latin1');
    for (let n = 1 + upTo(20, random); n > 0; n--) {
      if (random() < 0.5) text = replaceOne(text, /-?\d+(\.\d+)?/g, random, () => String(oddNumber(random)));
      else {
        const at = upTo(text.length, random);
        text = text.slice(0, at) + text.slice(at + upTo(30, random));
      }
    }
    return deflateSync(Buffer.from(text, 'latin1')).toString('latin1');
  } catch {
    return stream;
  }
}

function oddNumber(random: Random): number {
  return pick([0, -1, 1, 2 ** 31 - 1, 2 ** 32, -(2 ** 31), 1e38, 1e-7, 65535, upTo(1e6, random), random() * 100], random)!;
}

const digits = (length: number, random: Random) => Array.from({ length }, () => upTo(10, random)).join('');

function places(text: string, pattern: RegExp): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = [];
  for (const match of text.matchAll(pattern)) if (found.push({ at: match.index, text: match[0] }) === 2000) break;
  return found;
}

function replaceOne(text: string, pattern: RegExp, random: Random, change: (found: string) => string): string {
  const place = pick(places(text, pattern), random);
  return place ? text.slice(0, place.at) + change(place.text) + text.slice(place.at + place.text.length) : text;
}
