import { existsSync } from 'node:fs';
import type { BenchResult } from './Bench.ts';
import { measureBoxes } from './reading/boxMeasure.ts';
import { measureFields } from './reading/fieldMeasures.ts';
import { readPapers } from './reading/readPapers.ts';
import { measureText } from './reading/textMeasures.ts';
import { papersFolder } from './reading/truth.ts';

/** What is read of real papers, against their publishers' records and against poppler; every miss by file. Needs `pdftotext`. */
export async function run(): Promise<BenchResult> {
  if (!existsSync(papersFolder)) return { name: 'Reading: no papers at hand', rows: [] };
  const papers = await readPapers();
  const remarks: string[] = [];
  const rows = [...measureFields(papers, remarks), ...measureText(papers, remarks), ...measureBoxes(papers, remarks)];
  return { name: `Reading: ${papers.length} papers`, rows, remarks };
}
