import { CircleAlert, FileText, type LucideIcon, ScanText, Square, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PageLedger, PageTrace } from '../../../../../shared/domain/inspection.ts';
import { cn } from '../../../components/ui/cn.ts';

export const pageRowId = (page: number) => `page-read-${page}`;

const sources: Record<PageTrace['source'], LucideIcon> = { text: FileText, ocr: ScanText, none: Square };
const doubtful = 0.8;

interface Props {
  page: PageLedger;
  /** What there is to say of it, shown in full when it is `open`. */
  remarks: string[];
  index: number;
  top: number;
  current: boolean;
  open: boolean;
  measure: (row: HTMLElement | null) => void;
  onOpen(): void;
  onToggle(): void;
}

/** One page: where its text is from, how much and how good it is, and what to know of it. */
export function PageRow({ page: ledger, remarks, index, top, current, open, measure, onOpen, onToggle }: Props) {
  const { t } = useTranslation('reading');
  const { page, label, characters, error, trace } = ledger;
  const source = trace?.source ?? (characters > 0 ? 'text' : 'none');
  const Source = sources[source];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the current row (aria-activedescendant)
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    // biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows
    <div
      ref={measure}
      role="row"
      id={pageRowId(page)}
      data-index={index}
      data-current={current || undefined}
      aria-rowindex={index + 2}
      aria-selected={current}
      onClick={onOpen}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 border-b px-1 text-sm hover:bg-hover group-focus-visible/grid:data-current:outline-2 group-focus-visible/grid:data-current:outline-accent group-focus-visible/grid:data-current:-outline-offset-2"
    >
      <div role="presentation" className="grid h-[27px] items-center [grid-template-columns:var(--columns)]">
        <Cell className="truncate">
          {page}
          {label !== null && label !== `${page}` && <span className="ml-1.5 text-muted">{label}</span>}
        </Cell>
        <Cell className="flex items-center gap-1.5 text-muted">
          <Source size={14} aria-hidden="true" className="shrink-0" />
          <span className="truncate">{t(`source.${source}`)}</span>
        </Cell>
        <NumberCell text={t('count', { count: characters })} />
        <NumberCell text={percent(trace?.quality)} doubtful={(trace?.quality ?? 1) < doubtful} />
        <NumberCell text={percent(trace?.confidence)} doubtful={(trace?.confidence ?? 1) < doubtful} />
        <NumberCell text={trace ? t('time', { seconds: trace.durationMs / 1000 }) : ''} />
        <Cell className="flex justify-end">
          {remarks.length > 0 && <Remarks bad={error !== null} count={remarks.length} open={open} onToggle={onToggle} />}
        </Cell>
      </div>
      {open && remarks.length > 0 && (
        // biome-ignore lint/a11y/useFocusableInteractive: the row is the unit of the keyboard
        // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click on the text from opening the page
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="gridcell" onClick={(event) => event.stopPropagation()}>
          <ul className="selectable flex flex-col gap-1 px-1.5 pb-2 text-xs">
            {remarks.map((remark) => (
              <li key={remark} className="whitespace-pre-wrap break-words">
                {remark}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Remarks(props: { bad: boolean; count: number; open: boolean; onToggle(): void }) {
  const { t } = useTranslation('reading');
  const Icon = props.bad ? CircleAlert : TriangleAlert;
  const name = t('remarks', { count: props.count });
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={name}
      aria-expanded={props.open}
      title={name}
      onClick={(event) => {
        event.stopPropagation();
        props.onToggle();
      }}
      className={cn(
        'flex size-6 items-center justify-center rounded-md hover:bg-chosen',
        props.bad ? 'text-bad' : 'text-warning',
      )}
    >
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}

function Cell({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the row is the unit of the keyboard
    // biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows
    <div role="gridcell" className={cn('min-w-0 px-1.5', className)}>
      {children}
    </div>
  );
}

function NumberCell({ text, doubtful = false }: { text: string; doubtful?: boolean }) {
  return <Cell className={cn('truncate text-right tabular-nums', doubtful ? 'text-warning' : 'text-muted')}>{text}</Cell>;
}

const share = new Intl.NumberFormat(undefined, { style: 'percent' });

function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : share.format(value);
}
