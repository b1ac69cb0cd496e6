import { abstractOf } from '../../../engine/ingest/abstract.ts';
import { doiOf, doisIn } from '../../../engine/ingest/doi.ts';
import { metadataOf } from '../../../engine/ingest/metadata.ts';
import { outlineOf } from '../../../engine/ingest/outline.ts';
import { referencesOf } from '../../../engine/ingest/references.ts';
import { lettersOf } from '../../../engine/ingest/textBlocks.ts';
import { venueOf } from '../../../engine/ingest/venue.ts';
import { type BenchRow, held, told } from '../Bench.ts';
import { f1, family, mean, overlap, tokens } from './measures.ts';
import { popplerText } from './poppler.ts';
import type { ReadPaper } from './readPapers.ts';
import type { Truth } from './truth.ts';

interface Score {
  truth: Truth;
  value: number;
}

/** What is read of a paper against what its publisher says. */
export function measureFields(papers: ReadPaper[], misses: string[]): BenchRow[] {
  const now = Date.now();
  const score = (name: string, good: number, of: (paper: ReadPaper) => { value: number; remark: string } | null): Score[] =>
    papers.flatMap((paper) => {
      const scored = of(paper);
      if (!scored) return [];
      if (scored.value < good) misses.push(`${name} ${paper.truth.file}: ${scored.value.toFixed(3)} ${scored.remark}`);
      return [{ truth: paper.truth, value: scored.value }];
    });
  const equal = <T>(found: T, expected: T) => ({ value: Number(found === expected), remark: `“${found}” for “${expected}”` });

  const titles = score('title', 1, ({ truth, parsed }) => {
    const right = lettersOf(parsed.title) === lettersOf(truth.title);
    return { value: Number(right), remark: `“${parsed.title}” for “${truth.title}”` };
  });
  const read = new Map(papers.map((paper) => [paper, metadataOf(paper, { fileName: paper.truth.file, now })]));
  const authors = score('authors', 1, (paper) => {
    if (!paper.truth.families) return null;
    const found = read.get(paper)!.authors.map(family);
    const expected = paper.truth.families.map(family);
    const missing = expected.filter((name) => !found.includes(name));
    const extra = found.filter((name) => !expected.includes(name));
    return { value: f1(found, expected), remark: `missing ${missing.slice(0, 8)}; wrong ${extra.slice(0, 8)}` };
  });
  const dois = score('doi', 1, ({ truth, pages, parsed, path }) => {
    const expected = truth.doi === null ? null : (doisIn(truth.doi)[0] ?? null);
    const printed = expected !== null && popplerText(path).toLowerCase().replaceAll(/\s/g, '').includes(expected);
    return printed ? equal(doiOf(pages, parsed.title, parsed.running), expected) : null;
  });
  const unprinted = papers.filter(({ truth, pages, parsed }) => {
    const found = doiOf(pages, parsed.title, parsed.running);
    return truth.doi !== null && found !== null && found !== (doisIn(truth.doi)[0] ?? null);
  });
  const years = score('year', 1, (paper) => (paper.truth.year === null ? null : equal(read.get(paper)!.year, paper.truth.year)));
  const venues = score('venue', 1, ({ truth, pages, parsed }) => {
    if (truth.venue === null) return null;
    const found = venueOf(pages, parsed.title, parsed.running);
    return { value: found === '' ? 0 : isAbbreviated(found, truth.venue) ? 1 : -1, remark: `“${found}” for “${truth.venue}”` };
  });
  const abstracts = score('abstract', 0.98, ({ truth, pages, parsed }) => {
    if (truth.abstract === null) return null;
    const found = abstractOf(pages, parsed.title);
    return {
      value: f1(tokens(found), tokens(truth.abstract)),
      remark: `${found.length} characters for ${truth.abstract.length}: “${found.slice(0, 60)}…”`,
    };
  });
  const headings = score('headings', 1, ({ truth, pages, parsed }) => {
    if (!truth.headings) return null;
    const found = outlineOf(pages, parsed.title).map(({ title }) => unnumbered(title));
    const expected = truth.headings.map(unnumbered);
    const missing = expected.filter((heading) => !found.includes(heading));
    return { value: overlap(found, expected) / expected.length, remark: `missing ${missing.join(', ')}` };
  });
  const references = score('references', 1, ({ truth, pages, parsed }) => {
    if (truth.references === null) return null;
    const found = referencesOf(pages, doiOf(pages, parsed.title, parsed.running)).length;
    return {
      value: Number(Math.abs(found - truth.references) <= 0.1 * truth.references),
      remark: `${found} for ${truth.references}`,
    };
  });
  return [
    held(`title right, of ${titles.length}`, sum(titles), `of ${titles.length}`, { atLeast: Math.ceil(0.95 * titles.length) }),
    held(`title right, mean over ${publishers(titles).length} publishers`, mean(publishers(titles)), '', { atLeast: 0.9 }),
    held(`authors: F1 of family names, mean of ${authors.length}`, average(authors), '', { atLeast: 0.9 }),
    held(`DOI right where printed, of ${dois.length}`, average(dois), '', { atLeast: 0.95 }),
    told('DOI that is another’s', unprinted.length, 'papers'),
    told(`year right, of ${years.length}`, average(years), ''),
    told(`venue right, of ${venues.length}`, venues.filter(({ value }) => value > 0).length, 'papers'),
    told('venue wrong, not empty', venues.filter(({ value }) => value < 0).length, 'papers'),
    held(`abstract: F1 of tokens, mean of ${abstracts.length}`, average(abstracts), '', { atLeast: 0.9 }),
    held(`section headings found, mean of ${headings.length}`, average(headings), '', { atLeast: 0.85 }),
    held(`references: count within 10 %, of ${references.length}`, average(references), '', { atLeast: 0.8 }),
  ];
}

/** The name, or the beginnings of its words in order. */
function isAbbreviated(found: string, name: string): boolean {
  const whole = tokens(name);
  let at = 0;
  return tokens(found).every((word) => {
    while (at < whole.length && !whole[at]!.startsWith(word)) at++;
    return at++ < whole.length;
  });
}

const sum = (scores: Score[]) => scores.reduce((total, { value }) => total + value, 0);
const average = (scores: Score[]) => mean(scores.map(({ value }) => value));

/** Each publisher’s mean. */
function publishers(scores: Score[]): number[] {
  return [...Map.groupBy(scores, ({ truth }) => truth.publisher).values()].map(average);
}

const unnumbered = (heading: string) => lettersOf(heading.replace(/^(?:\d+(?:\.\d+)*|[IVX]+|[A-H])[.)]?\s+/u, ''));
