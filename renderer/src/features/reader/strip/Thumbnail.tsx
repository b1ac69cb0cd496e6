import { useEffect, useRef } from 'react';
import type { PDFPageProxy } from '../pdf/pdfjs.ts';

export const thumbnailWidth = 120;
/** So that scrolling past hundreds of pages draws none of them. */
const rest = 150;
/** One picture is drawn at a time; the page itself comes first. */
let last: Promise<unknown> = Promise.resolve();

/** A page's picture, drawn when it has been in view for a moment and given up when it is not. */
export function Thumbnail({ page }: { page: PDFPageProxy }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let wanted = true;
    let cancel: () => void = () => undefined;
    const draw = async () => {
      if (!wanted) return;
      const sharp = window.devicePixelRatio;
      const viewport = page.getViewport({ scale: (thumbnailWidth * sharp) / page.getViewport({ scale: 1 }).width });
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
      canvas.className = 'size-full';
      const drawing = page.render({ canvas, viewport });
      cancel = () => drawing.cancel();
      await drawing.promise;
      if (wanted) place.current?.replaceChildren(canvas);
    };
    const timer = setTimeout(() => {
      // A page that cannot be drawn stays white here and says so in its own place.
      last = last.then(draw).catch(() => undefined);
    }, rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
      cancel();
    };
  }, [page]);
  return <div ref={place} className="size-full" />;
}
