import { Fragment, type ReactNode, useMemo } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Box } from '../../../../../shared/domain/geometry.ts';
import { useFind } from '../find/findStore.ts';
import { useAnnotations } from '../notes/annotationState.ts';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { useReader } from '../readerStore.ts';
import { type Mark, Marks } from './Marks.tsx';

const noBoxes: readonly Box[] = [];

/** What is marked on the pages: highlights, then what was found, then the quoted passage. */
export function PageMarks({ surface }: { surface: PdfSurface }) {
  const { t } = useTranslation('reader');
  const quoted = useReader((state) => state.target?.boxes ?? noBoxes);
  const annotations = useAnnotations((state) => state.items);
  const { open, matches, current } = useFind();
  const pages = useMemo(() => {
    const marks: Mark[] = [
      ...annotations.map(({ id, color, boxes }): Mark => ({ id, look: color, boxes })),
      ...(open ? matches.map(({ boxes }, at): Mark => ({ id: `${at}`, look: at === current ? 'current' : 'found', boxes })) : []),
      { id: 'citation', look: 'citation', boxes: quoted },
    ];
    return byPage(marks);
  }, [annotations, open, matches, current, quoted]);
  const over = (page: number, content: ReactNode) => {
    const layer = surface.layers.of(page);
    return layer && <Fragment key={page}>{createPortal(content, layer)}</Fragment>;
  };
  return (
    <>
      {[...pages].map(([page, marks]) =>
        over(page, <Marks marks={marks} size={surface.geometry.pageSize(page)} label={t('quote')} />),
      )}
      {surface.unreadable.map((page) => over(page, <p className="p-8 text-center text-bad">{t('problem.page')}</p>))}
    </>
  );
}

/** Each page's part of the marks. */
function byPage(marks: readonly Mark[]): Map<number, Mark[]> {
  const pages = new Map<number, Mark[]>();
  for (const mark of marks) {
    const parts = Map.groupBy(mark.boxes, ({ page }) => page);
    for (const [page, boxes] of parts) pages.set(page, [...(pages.get(page) ?? []), { ...mark, boxes }]);
  }
  return pages;
}
