import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openLink } from '../openLink.ts';
import type { PDFDocumentProxy } from '../pdf/pdfjs.ts';
import { usePageView } from '../pdf/viewState.ts';
import { OutlineRow } from './OutlineRow.tsx';
import { type OutlineItem, outlineItems, shownItems } from './outlineItems.ts';

/** The document's own table of contents, as a tree. */
export function Outline({ pdf }: { pdf: PDFDocumentProxy }) {
  const { t } = useTranslation('reader');
  const [items, setItems] = useState<OutlineItem[] | null>(null);
  useEffect(() => {
    let wanted = true;
    pdf.getOutline().then(
      (outline) => wanted && setItems(outlineItems(outline ?? [])),
      () => wanted && setItems([]),
    );
    return () => {
      wanted = false;
    };
  }, [pdf]);
  if (!items) return null;
  if (items.length === 0) return <p className="p-4 text-center text-muted text-sm">{t('strip.noOutline')}</p>;
  return <Tree items={items} />;
}

function Tree({ items }: { items: OutlineItem[] }) {
  const { t } = useTranslation('reader');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [currentId, setCurrentId] = useState(items[0]?.id);
  const tree = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => shownItems(items, closed), [items, closed]);
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === currentId),
  );

  const fold = ({ id }: OutlineItem, fold: boolean) =>
    setClosed((before) => new Set(fold ? [...before, id] : [...before].filter((one) => one !== id)));
  const moveTo = (to: number) => {
    const item = shown[Math.min(shown.length - 1, Math.max(0, to))];
    if (!item) return;
    setCurrentId(item.id);
    tree.current?.querySelector<HTMLElement>(`[data-id="${item.id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const item = shown[at];
    if (!item) return;
    const foldable = item.children > 0;
    const isClosed = closed.has(item.id);
    const { key } = event;
    if (key === 'ArrowDown') moveTo(at + 1);
    else if (key === 'ArrowUp') moveTo(at - 1);
    else if (key === 'Home') moveTo(0);
    else if (key === 'End') moveTo(shown.length - 1);
    else if (key === 'ArrowRight' && foldable && isClosed) fold(item, false);
    else if (key === 'ArrowRight') moveTo(at + 1);
    else if (key === 'ArrowLeft' && foldable && !isClosed) fold(item, true);
    else if (key === 'ArrowLeft') moveTo(shown.findIndex(({ id }) => id === item.parentId));
    else if (key === 'Enter' || key === ' ') go(item);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={t('strip.outline')}
      onKeyDown={onKeyDown}
      tabIndex={-1}
      className="h-full overflow-y-auto p-1"
    >
      {shown.map((item, index) => (
        <OutlineRow
          key={item.id}
          item={item}
          closed={closed.has(item.id)}
          reached={index === at}
          onFold={(to) => fold(item, to)}
          onGo={() => {
            setCurrentId(item.id);
            go(item);
          }}
        />
      ))}
    </div>
  );
}

function go({ dest, url }: OutlineItem): void {
  if (url) void openLink(url);
  else if (dest) void usePageView.getState().surface?.goToDestination(dest);
}
