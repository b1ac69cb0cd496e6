import {
  ChevronLeft,
  ChevronRight,
  MoveHorizontal,
  PanelLeft,
  RectangleVertical,
  Redo2,
  Search,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { shortcutOf } from '../../app/commands.ts';
import { IconButton } from '../../components/ui/Button.tsx';
import { toggleFind } from './find/findStore.ts';
import { PageField } from './PageField.tsx';
import { usePageView } from './pdf/viewState.ts';
import { toggleStrip, useStrip } from './strip/stripStore.ts';
import { zoomStep } from './useKeys.ts';

export function ReaderToolbar() {
  const { t } = useTranslation('reader');
  const { surface, page, pages, scale, zoom, canGoBack, canGoForward } = usePageView();
  const stripOpen = useStrip((state) => state.open);
  const width = zoom === 'width';
  return (
    <div
      role="toolbar"
      aria-label={t('tools')}
      className="flex shrink-0 flex-wrap items-center gap-x-1 gap-y-1 border-b bg-ground px-2 py-1 text-sm"
    >
      <IconButton icon={PanelLeft} label={t('strip.toggle')} aria-pressed={stripOpen} onClick={toggleStrip} />
      <Gap />
      <IconButton icon={ChevronLeft} label={t('previous')} disabled={page <= 1} onClick={() => surface?.goToPage(page - 1)} />
      <PageField />
      <IconButton icon={ChevronRight} label={t('next')} disabled={page >= pages} onClick={() => surface?.goToPage(page + 1)} />
      <IconButton
        icon={Undo2}
        label={t('back')}
        shortcut={shortcutOf('goBack') ?? ''}
        disabled={!canGoBack}
        onClick={() => surface?.back()}
      />
      <IconButton
        icon={Redo2}
        label={t('forward')}
        shortcut={shortcutOf('goForward') ?? ''}
        disabled={!canGoForward}
        onClick={() => surface?.forward()}
      />
      <span className="flex-1" />
      <IconButton
        icon={ZoomOut}
        label={t('zoomOut')}
        shortcut={shortcutOf('zoomOut') ?? ''}
        onClick={() => surface?.zoomBy(1 / zoomStep)}
      />
      <output aria-label={t('zoom')} className="w-11 text-center text-muted">
        {t('percent', { percent: Math.round(scale * 100) })}
      </output>
      <IconButton
        icon={ZoomIn}
        label={t('zoomIn')}
        shortcut={shortcutOf('zoomIn') ?? ''}
        onClick={() => surface?.zoomBy(zoomStep)}
      />
      <IconButton icon={MoveHorizontal} label={t('fitWidth')} aria-pressed={width} onClick={() => surface?.setZoom('width')} />
      <IconButton
        icon={RectangleVertical}
        label={t('fitPage')}
        aria-pressed={zoom === 'page'}
        onClick={() => surface?.setZoom('page')}
      />
      <Gap />
      <IconButton icon={Search} label={t('find.label')} shortcut={shortcutOf('find') ?? ''} onClick={toggleFind} />
    </div>
  );
}

function Gap() {
  return <span className="mx-1 h-4 w-px bg-line" />;
}
