import { useCallback, useEffect, useState } from 'react';
import { FileMissing, openPdf } from './openPdf.ts';
import { PasswordResponses, type PDFDocumentLoadingTask, type PDFDocumentProxy, type PDFPageProxy } from './pdfjs.ts';

export interface OpenPdf {
  pdf: PDFDocumentProxy;
  /** All pages, so that their sizes are known before anything is shown; null where one cannot be read. */
  pages: (PDFPageProxy | null)[];
  /** As printed; null where the file has none or they are merely the numbers. */
  labels: string[] | null;
}

export type PdfState =
  /** `fraction` of its pages looked at; null before. */
  | { state: 'loading'; fraction: number | null }
  | { state: 'locked'; wrong: boolean; unlock(password: string): void }
  | { state: 'failed'; problem: 'missing' | 'damaged' }
  | ({ state: 'open' } & OpenPdf);

/** Pages asked for at a time. */
const batch = 100;
const loading: PdfState = { state: 'loading', fraction: null };

/** The opened PDF of a document; closed when nothing shows it any more. */
export function usePdf(documentId: string): { opened: PdfState; retry(): void } {
  const [opened, setOpened] = useState<PdfState>(loading);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it anew
  useEffect(() => {
    let wanted = true;
    let task: PDFDocumentLoadingTask | undefined;
    const tell = (state: PdfState) => wanted && setOpened(state);
    const open = async () => {
      tell(loading);
      const opening = await openPdf(documentId);
      task = opening.task;
      if (!wanted) return void task.destroy();
      task.onPassword = (unlock: (password: string) => void, reason: number) =>
        tell({ state: 'locked', wrong: reason === PasswordResponses.INCORRECT_PASSWORD, unlock });
      const pdf = await Promise.race([task.promise, opening.unreadable]);
      const pages = await allPages(pdf, (fraction) => tell({ state: 'loading', fraction }));
      if (pages[0] === null) throw new Error('no first page');
      tell({ state: 'open', pdf, pages, labels: await printedLabels(pdf) });
    };
    open().catch((error: unknown) => tell({ state: 'failed', problem: error instanceof FileMissing ? 'missing' : 'damaged' }));
    return () => {
      wanted = false;
      void task?.destroy();
    };
  }, [documentId, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { opened, retry };
}

async function allPages(pdf: PDFDocumentProxy, onFraction: (fraction: number) => void): Promise<(PDFPageProxy | null)[]> {
  const pages: (PDFPageProxy | null)[] = [];
  while (pages.length < pdf.numPages) {
    const numbers = Array.from({ length: Math.min(batch, pdf.numPages - pages.length) }, (_, at) => pages.length + at + 1);
    pages.push(...(await Promise.all(numbers.map((number) => pdf.getPage(number).catch(() => null)))));
    onFraction(pages.length / pdf.numPages);
  }
  return pages;
}

async function printedLabels(pdf: PDFDocumentProxy): Promise<string[] | null> {
  const labels = await pdf.getPageLabels().catch(() => null);
  return labels?.some((label, at) => label !== String(at + 1)) ? labels : null;
}
