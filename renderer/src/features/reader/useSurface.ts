import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hub } from '../../api/windowHub.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { openLink } from './openLink.ts';
import { PdfSurface, type Spot } from './pdf/PdfSurface.ts';
import type { OpenPdf } from './pdf/usePdf.ts';
import { emptyView, usePageView } from './pdf/viewState.ts';
import { useReader } from './readerStore.ts';
import { rememberPlace } from './rememberPlace.ts';

const beginning: Spot = { page: 1, offset: 0, zoom: 'width' };

/** The PDF in its container, opened where the person left it and then at what is to be shown. Null until it is there. */
export function useSurface(documentId: string, opened: OpenPdf, container: RefObject<HTMLDivElement | null>): PdfSurface | null {
  const { t } = useTranslation('reader');
  const surface = usePageView((state) => state.surface);
  const target = useReader((state) => state.target);
  const title = useReader((state) => state.document?.title);
  const told = useRef<object>(null);

  useEffect(() => {
    const element = container.current;
    if (!element) return;
    const place = rememberPlace(documentId, () => pdf.spot());
    const pdf = new PdfSurface(element, opened, { onExternalLink: openLink, onMoved: place.moved });
    const resized = new ResizeObserver(() => pdf.refit());
    void hub
      .request('places.get', { documentId })
      .catch(() => null)
      .then((kept) => pdf.open(kept ?? beginning))
      .then(() => resized.observe(element));
    return () => {
      place.close();
      resized.disconnect();
      pdf.destroy();
      usePageView.setState(emptyView, true);
    };
  }, [documentId, opened, container]);

  useEffect(() => {
    if (!surface || !target) return;
    surface.leave();
    if (target.boxes.length > 0) surface.showBoxes(target.boxes);
    else surface.goToPage(target.page);
    surface.container.focus({ preventScroll: true });
  }, [surface, target]);

  useEffect(() => {
    if (!surface || !target || title === undefined || told.current === target) return;
    told.current = target;
    announce(t(target.quote ? 'showingQuote' : 'showing', { title, page: target.page, quote: target.quote }));
  }, [surface, target, title, t]);
  return surface;
}
