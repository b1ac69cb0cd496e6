import type { Inspection, PageLedger, StageRun } from '../../shared/domain/inspection.ts';
import type { DocumentRecord, Register } from '../../shared/domain/record.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

const registers: Record<Register, string> = { crossref: 'Crossref', openalex: 'OpenAlex', arxiv: 'arXiv' };

/** What was read of a document: as JSON in full, else as a page a person reads. */
export async function inspect({ client, json, signal }: CommandContext, id: string): Promise<void> {
  const inspection = await client.request('documents.inspect', { id }, { signal });
  const { title, authors, year, doi } = inspection.document;
  if (json) printJson({ id, title, authors, year, doi, ...inspection });
  else for (const line of linesOf(inspection)) printLine(line);
}

function linesOf({ document, abstract, venue, arxivId, record, sections, references, pages, ledger }: Inspection): string[] {
  const fields: [string, string | number | null][] = [
    ['Title', document.title],
    ['Authors', document.authors.join('; ')],
    ['Year', document.year],
    ['Venue', venue],
    ['DOI', document.doi],
    ['arXiv', arxivId],
    ['Record', record && recordLine(record)],
    ['Language', document.language],
    ['Status', [document.status, document.error?.message].filter(Boolean).join(': ')],
    ['Abstract', abstract],
  ];
  return [
    ...fields.filter(([, value]) => value).map(([name, value]) => `${name.padEnd(10)}${value}`),
    ...part('Sections', sections, ({ title, level, page }) => `${'  '.repeat(level)}${title} (p. ${page})`),
    ...part(
      'References',
      references,
      ({ text, doi }, i) => `  ${i + 1}. ${text}${doi && !text.toLowerCase().includes(doi) ? ` doi:${doi}` : ''}`,
    ),
    `${'Pages'.padEnd(10)}${pages.length}, ${pages.reduce((sum, { characters }) => sum + characters, 0)} characters`,
    ...pages.flatMap(pageLines),
    ...part('Ledger', ledger, stageLine),
  ];
}

/** `  p. 3 (iii)  text    2810 characters  quality 98 %   0.04 s`, its warnings below. */
function pageLines({ page, label, characters, error, trace }: PageLedger): string[] {
  const name = `p. ${page}${label !== null && label !== `${page}` ? ` (${label})` : ''}`;
  const read = trace && [
    trace.source.padEnd(5),
    `${characters} characters`.padStart(17),
    (trace.quality === null ? '' : `quality ${percent(trace.quality)}`).padEnd(13),
    trace.confidence === null ? '' : `confidence ${percent(trace.confidence)}`,
    `${(trace.durationMs / 1000).toFixed(2)} s`.padStart(7),
  ];
  const line = [
    '  ',
    name.padEnd(14),
    read ? read.filter(Boolean).join('  ') : `${characters} characters`,
    error ? `  ${error}` : '',
  ];
  return [line.join(''), ...(trace?.warnings ?? []).map(({ code, detail }) => `    ${code}${detail ? `: ${detail}` : ''}`)];
}

/** `  2026-11-23 10:15:02  parse    done      1.24 s  12 pages`. */
function stageLine({ stage, startedAt, durationMs, outcome, counts, error }: StageRun): string {
  // Swedish writes a date and time as ISO does, here in local time.
  const at = new Date(startedAt).toLocaleString('sv-SE');
  const made = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  const seconds = `${(durationMs / 1000).toFixed(2)} s`.padStart(9);
  const told = [made.join(', '), error && `${error.message} (${error.code})`].filter(Boolean).join('  ');
  return `  ${at}  ${stage.padEnd(7)}  ${outcome.padEnd(7)} ${seconds}  ${told}`.trimEnd();
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** `Crossref: Journal of Barley, 12(3), 45-67; filled authors, year`. */
export function recordLine({ register, venue, volume, issue, pages, doi, filled }: DocumentRecord): string {
  const number = [volume, issue && `(${issue})`].filter(Boolean).join('');
  const where = [venue, number, pages].filter(Boolean).join(', ') || doi;
  return `${registers[register]}: ${where}${filled.length > 0 ? `; filled ${filled.join(', ')}` : ''}`;
}

function part<T>(name: string, items: T[], line: (item: T, i: number) => string): string[] {
  return items.length === 0 ? [] : [name, ...items.map(line)];
}
