import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePaper, type PaperSpec } from '../fixtures/pdf/paper.ts';

/** Writes papers as PDF files into a folder and returns their paths. */
export async function writePapers(folder: string, papers: Record<string, PaperSpec>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(papers).map(async ([name, paper]) => {
      const path = join(folder, `${name}.pdf`);
      await writeFile(path, await makePaper(paper));
      return path;
    }),
  );
}
