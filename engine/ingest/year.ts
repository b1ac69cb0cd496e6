import type { ParsedPage } from '../ports/Parser.ts';

const year = '((?:19|20)\\d\\d)';
const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fev|abr|mai|ago|set|out|dez|ene|dic|janv|févr|avr|juin|juil|août|déc)\\p{L}*[.,]?';
/** `17 October 2014`, `October 17, 2014`, `10/2014`, `2014-10-17`, or the year alone. */
const date = `(?:\\d{1,2}(?:st|nd|rd|th)?[\\s.]*(?:de )?${month}\\s*(?:de )?|${month}\\s*(?:\\d{1,2},?\\s*)?|(?:\\d{1,2}[./-]){1,2})?${year}`;

const pattern = (source: string) => new RegExp(source, 'giu');
const published = pattern(
  `\\b(?:published|publication date|publicado|publié|veröffentlicht)(?: online| em| le| on)?(?: date)?\\s*:?\\s*${date}\\b`,
);
const accepted = pattern(`\\b(?:accepted|acceptance date|aceito|aprovado|aceptado|accepté)(?: em| on)?\\s*:?\\s*${date}\\b`);
const received = pattern(`\\b(?:received|submitted|submission date|recebido|recibido|reçu)(?: em| on)?\\s*:?\\s*${date}\\b`);
const copyright = pattern(
  `(?:©|\\(c\\)|copyright|the authors?(?:\\(s\\))?)\\s*:?\\s*(?:ß|©|\\(c\\)|the authors?(?:\\(s\\))?|,|\\s)*${year}\\b`,
);
const copyrightAfter = pattern(`\\b${year}\\s+the authors?\\b`);
const arxiv = pattern(`\\barxiv:\\s*\\d{4}\\.\\d{4,5}(?:v\\d+)?\\s*\\[[^\\]]{2,20}\\]\\s*\\d{1,2}\\s+${month}\\s*${year}\\b`);
/** `Metabolites 2014, 4, 932–945`, `Volume 2010, Article`, `Hoehnea 49: e1112020, …, 2022`. */
const issue = pattern(
  `(?:\\bvolume ${year}, article|\\p{L}\\.?,? ${year}[,;]\\s*\\d+\\s*(?:\\(\\d+\\))?\\s*[,:]|\\(${year}\\)\\s*\\d+\\s*:)`,
);
/** Any year in the head that is no part of an address or a number. */
const aloneInHead = pattern(`(?<![\\d/.:–-])${year}(?![\\d/–-]|\\.\\d)`);
/** What introduces the reference to the paper itself. */
const cite = /\b(?:to cite this|cite this|how to cite|como citar|cómo citar|citation:|pour citer)/iu;

/** A reading of an older year, or one to come, is a misreading. */
const oldest = 1900;

/**
 * The year a paper was published, as its first page says: published, of the copyright, in the reference to itself, in the head of its journal, else
 * accepted. `running`: what stands along the pages, as the stamp of arXiv. `created` (of the file) decides only where nothing is printed and the text speaks of no later year and of one close before. Null where it is not
 * plain.
 */
export function publicationYear(
  pages: readonly Pick<ParsedPage, 'text'>[],
  { title, running, created, now }: { title: string; running: readonly string[]; created: number | null; now: number },
): number | null {
  const text = (pages[0]?.text ?? '').replaceAll(/\s+/g, ' ');
  const thisYear = new Date(now).getUTCFullYear();
  const plausible = (found: number | null) => (found !== null && found >= oldest && found <= thisYear + 1 ? found : null);
  const printed =
    only(text, published) ??
    only([text, ...running].join(' '), arxiv) ??
    only(text, copyright) ??
    only(text, copyrightAfter) ??
    inOwnReference(text, title) ??
    only(headOf(text, title), issue) ??
    only(text, accepted) ??
    near(only(headOf(text, title), aloneInHead), created);
  return plausible(printed) ?? plausible(ofFile(pages, created, only(text, received)));
}

/** The year a pattern finds; none where it finds several. */
function only(text: string, where: RegExp): number | null {
  const years = new Set([...text.matchAll(where)].map((match) => match.slice(1).find(Boolean)));
  return years.size === 1 ? Number([...years][0]) : null;
}

/** `… (2014) A Novel Reproductive Mode …`: the year in front of the title, or behind what says how to cite it. */
function inOwnReference(text: string, title: string): number | null {
  const start = title.trim().slice(0, 40);
  if (start.length >= 12) {
    for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
      const before = /(?<![\d/.–-])((?:19|20)\d\d)[a-z]?\)?[).:,]*\s*["“]?$/u.exec(text.slice(Math.max(0, at - 15), at));
      if (before) return Number(before[1]);
    }
  }
  const reference = cite.exec(text);
  return reference ? only(text.slice(reference.index, reference.index + 700).split(/\bHAL Id\b/)[0]!, issue) : null;
}

/** What stands before the title. */
function headOf(text: string, title: string): string {
  const at = text.indexOf(title.trim());
  return at > 0 ? text.slice(0, at) : '';
}

const near = (found: number | null, created: number | null) =>
  found !== null && created !== null && Math.abs(found - created) <= 1 ? found : null;

function ofFile(pages: readonly Pick<ParsedPage, 'text'>[], created: number | null, receivedYear: number | null): number | null {
  if (created === null) return null;
  if (receivedYear !== null) return receivedYear === created ? created : null;
  const named = pages.flatMap(({ text }) => text.match(/\b(?:19|20)\d\d\b/g) ?? []).map(Number);
  const latest = Math.max(...named.filter((one) => one <= created + 1), 0);
  return latest <= created && latest >= created - 2 ? created : null;
}
