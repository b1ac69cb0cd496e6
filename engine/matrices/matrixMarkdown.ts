import type { Citation } from '../../shared/domain/passage.ts';
import { cellText, type ExportedMatrix } from './exportMatrix.ts';

/** A matrix as a Markdown table, its sources numbered through the whole and listed below it with their quotes. */
export function matrixMarkdown({ matrix, documents, cellOf }: ExportedMatrix): string {
  const sources: { n: number; title: string; citation: Citation }[] = [];
  const rows = documents.map(({ id, title, year }) => {
    const cells = matrix.columns.map((column) => {
      const cell = cellOf(id, column.id);
      const numbers = new Map<number, number>();
      for (const citation of cell?.citations ?? []) {
        sources.push({ n: sources.length + 1, title, citation });
        numbers.set(citation.n, sources.length);
      }
      return cellText(cell).replaceAll(/\[(\d+)\]/g, (mark, n: string) => `[${numbers.get(Number(n)) ?? mark.slice(1, -1)}]`);
    });
    return [year ? `${title} (${year})` : title, ...cells];
  });
  const head = ['Paper', ...matrix.columns.map(({ question }) => question)];
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(plainCell).join(' | ')} |`).join('\n');
  const list = sources.map(({ n, title, citation }) => `${n}. *${line(title)}*, p. ${citation.page}: “${line(citation.quote)}”`);
  const end = list.length > 0 ? [`## Sources\n\n${list.join('\n')}`] : [];
  return `${[`# ${line(matrix.title)}`, table, ...end].join('\n\n')}\n`;
}

/** A line break or a bar would end the cell. */
function plainCell(text: string): string {
  return line(text).replaceAll('|', '\\|');
}

function line(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
