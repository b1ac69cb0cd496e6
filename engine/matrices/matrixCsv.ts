import { cellText, type ExportedMatrix } from './exportMatrix.ts';

/**
 * A matrix as CSV (RFC 4180, UTF-8 with the mark by which Excel knows it): a row a paper, two columns a question, for its answer and its sources. Text that a
 * spreadsheet would take for a formula is led by an apostrophe: it comes from papers anybody may have written.
 */
export function matrixCsv({ matrix, documents, cellOf }: ExportedMatrix): string {
  const head = [
    'Title',
    'Authors',
    'Year',
    'DOI',
    ...matrix.columns.flatMap(({ question }) => [question, `${question} (source)`]),
  ];
  const rows = documents.map(({ id, title, authors, year, doi }) => [
    title,
    authors.join('; '),
    `${year ?? ''}`,
    doi ?? '',
    ...matrix.columns.flatMap((column) => {
      const cell = cellOf(id, column.id);
      const sources = cell?.citations.map(({ page, quote }) => `p. ${page}: “${quote.replaceAll(/\s+/gu, ' ')}”`);
      return [cellText(cell).replaceAll(/ \[\d+\]/g, ''), sources?.join('\n') ?? ''];
    }),
  ]);
  return `\uFEFF${[head, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
