import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { openPdf } from './openPdf.ts';

export type PdfState = { state: 'loading' } | { state: 'failed' } | { state: 'open'; pdf: PDFDocumentProxy };

/** The opened PDF of a document; closed when another one or none is wanted. */
export function usePdf(documentId: string): PdfState {
  const [result, setResult] = useState<{ documentId: string; pdf: PdfState }>();
  useEffect(() => {
    let wanted = true;
    const opening = openPdf(documentId);
    opening
      .then((task) => task.promise)
      .then(
        (pdf) => wanted && setResult({ documentId, pdf: { state: 'open', pdf } }),
        () => wanted && setResult({ documentId, pdf: { state: 'failed' } }),
      );
    return () => {
      wanted = false;
      opening.then((task) => task.destroy()).catch(() => undefined);
    };
  }, [documentId]);
  return result?.documentId === documentId ? result.pdf : { state: 'loading' };
}
