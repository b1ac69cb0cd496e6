import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { useElementWidth } from '../../hooks/useElementWidth.ts';
import { strings } from '../../strings.ts';
import { PageView } from './PageView.tsx';
import './reader.css';
import { closeReader, goToPage, type Shown, useReader } from './readerStore.ts';
import { usePdf } from './usePdf.ts';

const zoomStep = 1.2;
const zoomRange = { least: 0.25, most: 5 };
/** Space beside the page. */
const margin = 32;

export function Reader() {
  const shown = useReader((state) => state.shown);
  return shown && <OpenReader shown={shown} />;
}

function OpenReader({ shown }: { shown: Shown }) {
  const { documentId, title, page, quote } = shown;
  const opened = usePdf(documentId);
  const pages = opened.state === 'open' ? opened.pdf.numPages : 0;
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const [scale, setScale] = useState(1);
  const pane = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useElementWidth(scroller) - margin;
  const number = pages > 0 ? Math.min(page, pages) : page;

  useEffect(() => {
    pane.current?.focus();
    announce(strings.reader.showing(title, page));
  }, [title, page]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) closeReader();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const turn = (to: number) => {
    if (to < 1 || to > pages) return;
    scroller.current?.scrollTo({ top: 0 });
    goToPage(to);
  };
  const zoomBy = (factor: number) => setZoom(Math.min(zoomRange.most, Math.max(zoomRange.least, scale * factor)));

  return (
    <section
      className="pane reader"
      aria-labelledby="reader-title"
      ref={pane}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        if (event.key === 'PageDown' || event.key === 'ArrowRight') turn(number + 1);
        if (event.key === 'PageUp' || event.key === 'ArrowLeft') turn(number - 1);
      }}
    >
      <header className="pane-header">
        <h1 id="reader-title" title={title}>
          {title}
        </h1>
        <IconButton icon="close" label={strings.reader.close} onClick={closeReader} />
      </header>
      <div className="reader-tools" role="toolbar" aria-label={strings.reader.title}>
        <IconButton icon="previous" label={strings.reader.previous} disabled={number <= 1} onClick={() => turn(number - 1)} />
        <PageField key={number} number={number} pages={pages} onPage={turn} />
        <IconButton icon="next" label={strings.reader.next} disabled={number >= pages} onClick={() => turn(number + 1)} />
        {quote && quote.page !== number && (
          <button type="button" className="button small" onClick={() => turn(quote.page)}>
            {strings.reader.back(quote.page)}
          </button>
        )}
        <span className="end" />
        <IconButton icon="zoomOut" label={strings.reader.zoomOut} onClick={() => zoomBy(1 / zoomStep)} />
        <span className="zoom muted">{Math.round((scale / (96 / 72)) * 100)} %</span>
        <IconButton icon="zoomIn" label={strings.reader.zoomIn} onClick={() => zoomBy(zoomStep)} />
        <IconButton icon="fit" label={strings.reader.fit} aria-pressed={zoom === 'fit'} onClick={() => setZoom('fit')} />
      </div>
      <div className="reader-scroll" ref={scroller}>
        {opened.state === 'loading' && <p className="reader-message muted">{strings.reader.loading}</p>}
        {opened.state === 'failed' && (
          <p className="reader-message" role="alert">
            {strings.reader.failed}
          </p>
        )}
        {opened.state === 'open' && (
          <PageView pdf={opened.pdf} number={number} boxes={quote?.boxes ?? noBoxes} zoom={zoom} room={room} onScale={setScale} />
        )}
      </div>
    </section>
  );
}

const noBoxes: never[] = [];

function PageField({ number, pages, onPage }: { number: number; pages: number; onPage(page: number): void }) {
  const [text, setText] = useState(String(number));
  return (
    <form
      className="page-field"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = Number.parseInt(text, 10);
        if (wanted >= 1 && wanted <= pages) onPage(wanted);
        else setText(String(number));
      }}
    >
      <input
        aria-label={strings.reader.page}
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      {pages > 0 && <span className="muted">{strings.reader.of(pages)}</span>}
    </form>
  );
}
