import { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist';
import 'pdfjs-dist/web/pdf_viewer.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Box } from '../../../../shared/domain/geometry.ts';
import { strings } from '../../strings.ts';

interface Props {
  pdf: PDFDocumentProxy;
  number: number;
  /** Boxes to mark, of any page; this page's are shown. */
  boxes: readonly Box[];
  /** CSS pixels for a point; `fit`: as wide as there is room. */
  zoom: number | 'fit';
  room: number;
  onScale(scale: number): void;
}

/** One page: its picture, its text to select, and the marks over it. */
export function PageView({ pdf, number, boxes, zoom, room, onScale }: Props) {
  const [page, setPage] = useState<PDFPageProxy>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    setFailed(false);
    pdf.getPage(number).then(
      (found) => wanted && setPage(found),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [pdf, number]);

  const natural = page?.getViewport({ scale: 1 });
  const scale = natural && room > 0 ? (zoom === 'fit' ? room / natural.width : zoom) : null;
  useEffect(() => {
    if (scale !== null) onScale(scale);
  }, [scale, onScale]);

  if (failed) return <p className="reader-message">{strings.reader.failed}</p>;
  if (!page || page.pageNumber !== number || scale === null) return null;
  return <Sheet page={page} scale={scale} boxes={boxes} onFailed={() => setFailed(true)} />;
}

/** Canvas pixels for a CSS pixel: at least two, so that small print stays readable on a plain screen, within what a canvas can hold. */
function sharpness(area: number): number {
  const most = 2 ** 25;
  return Math.min(Math.max(2, window.devicePixelRatio), Math.sqrt(most / area));
}

function Sheet({ page, scale, boxes, onFailed }: { page: PDFPageProxy; scale: number; boxes: readonly Box[]; onFailed(): void }) {
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const firstMark = useRef<HTMLDivElement>(null);
  const viewport = page.getViewport({ scale });
  const marks = boxes.filter((box) => box.page === page.pageNumber);

  useEffect(() => {
    const view = page.getViewport({ scale });
    const sharp = sharpness(view.width * view.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(view.width * sharp);
    canvas.height = Math.floor(view.height * sharp);
    const drawing = page.render({ canvas, viewport: view, transform: [sharp, 0, 0, sharp, 0, 0] });
    // The old picture stays until the new one is drawn.
    drawing.promise.then(
      () => picture.current?.replaceChildren(canvas),
      (error: Error) => {
        if (error.name !== 'RenderingCancelledException') onFailed();
      },
    );
    return () => drawing.cancel();
  }, [page, scale, onFailed]);

  useEffect(() => {
    const container = text.current;
    if (!container) return;
    const layer = new TextLayer({
      textContentSource: page.streamTextContent(),
      container,
      viewport: page.getViewport({ scale }),
    });
    // A page without readable text still shows its picture.
    layer
      .render()
      .then(() => container.setAttribute('data-rendered', 'true'))
      .catch(() => undefined);
    return () => {
      layer.cancel();
      container.removeAttribute('data-rendered');
      container.replaceChildren();
    };
  }, [page, scale]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other boxes or another page bring another mark
  useLayoutEffect(() => {
    firstMark.current?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [page, boxes]);

  return (
    <div
      className="sheet"
      data-page={page.pageNumber}
      style={{ inlineSize: viewport.width, blockSize: viewport.height, '--total-scale-factor': scale } as React.CSSProperties}
    >
      <div ref={picture} className="picture" />
      <div ref={text} className="textLayer" />
      {marks.map((box, index) => (
        <div
          key={`${box.x},${box.y},${box.width}`}
          ref={index === 0 ? firstMark : null}
          className="mark"
          style={{ left: box.x * scale, top: box.y * scale, width: box.width * scale, height: box.height * scale }}
        />
      ))}
    </div>
  );
}
