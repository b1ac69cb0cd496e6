import { useEffect, useRef } from 'react';
import { FindBar } from './find/FindBar.tsx';
import { PageMarks } from './marks/PageMarks.tsx';
import { AnnotationPopover } from './notes/AnnotationPopover.tsx';
import type { OpenPdf } from './pdf/usePdf.ts';
import { ReaderToolbar } from './ReaderToolbar.tsx';
import { SelectionToolbar } from './selection/SelectionToolbar.tsx';
import { SideStrip } from './strip/SideStrip.tsx';
import { useKeys } from './useKeys.ts';
import { useSurface } from './useSurface.ts';
import 'pdfjs-dist/legacy/web/pdf_viewer.css';
import './reader.css';

/** The pages of an opened PDF and everything to move in them. */
export function PdfPane({ documentId, opened }: { documentId: string; opened: OpenPdf }) {
  const container = useRef<HTMLDivElement>(null);
  const surface = useSurface(documentId, opened, container);
  useKeys(container, surface);
  useEffect(() => container.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <ReaderToolbar />
      <div className="flex min-h-0 flex-1">
        <SideStrip opened={opened} />
        <div className="relative min-w-0 flex-1">
          <div
            ref={container}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
            tabIndex={0}
            data-pages
            className="reader-pages selectable absolute inset-0 overflow-auto outline-none focus-visible:outline-1 focus-visible:outline-accent focus-visible:-outline-offset-1"
          >
            <div className="pdfViewer" />
            {surface && <SelectionToolbar documentId={documentId} surface={surface} />}
          </div>
          <FindBar documentId={documentId} />
          {surface && <PageMarks surface={surface} />}
          {surface && <AnnotationPopover surface={surface} />}
        </div>
      </div>
    </>
  );
}
