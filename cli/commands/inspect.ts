import type { Inspection } from '../../shared/domain/inspection.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

/** What was read of a document: as JSON in full, else as a page a person reads. */
export async function inspect({ client, json, signal }: CommandContext, id: string): Promise<void> {
  const inspection = await client.request('documents.inspect', { id }, { signal });
  if (json) printJson(inspection);
  else for (const line of linesOf(inspection)) printLine(line);
}

function linesOf({ document, abstract, venue, arxivId, sections, references, pages }: Inspection): string[] {
  const fields: [string, string | number | null][] = [
    ['Title', document.title],
    ['Authors', document.authors.join('; ')],
    ['Year', document.year],
    ['Venue', venue],
    ['DOI', document.doi],
    ['arXiv', arxivId],
    ['Language', document.language],
    ['Status', [document.status, document.error?.message].filter(Boolean).join(': ')],
    ['Abstract', abstract],
  ];
  const withoutText = pages.filter(({ characters, error }) => characters === 0 || error !== null);
  return [
    ...fields.filter(([, value]) => value).map(([name, value]) => `${name.padEnd(10)}${value}`),
    ...part('Sections', sections, ({ title, level, page }) => `${'  '.repeat(level)}${title} (p. ${page})`),
    ...part(
      'References',
      references,
      ({ text, doi }, i) => `  ${i + 1}. ${text}${doi && !text.toLowerCase().includes(doi) ? ` doi:${doi}` : ''}`,
    ),
    `${'Pages'.padEnd(10)}${pages.length}, ${pages.reduce((sum, { characters }) => sum + characters, 0)} characters`,
    ...withoutText.map(({ page, error }) => `  p. ${page}: ${error ?? 'no text'}`),
  ];
}

function part<T>(name: string, items: T[], line: (item: T, i: number) => string): string[] {
  return items.length === 0 ? [] : [name, ...items.map(line)];
}
