import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../../components/ui/cn.ts';

/** The look of everything that can be chosen in the sidebar. */
export const rowLook = 'flex h-7 w-full shrink-0 items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover';

interface Props extends ComponentProps<'button'> {
  glyph: ReactNode;
  text: string;
  /** Shown small at the end; 0 is not worth a place. */
  count?: number | undefined;
  chosen?: boolean;
}

export function SidebarRow({ glyph, text, count, chosen, className, children, ...rest }: Props) {
  return (
    <button type="button" data-stop className={cn(rowLook, chosen && 'bg-chosen text-accent', className)} {...rest}>
      <span className="flex w-4 shrink-0 justify-center">{glyph}</span>
      <span className="min-w-0 flex-1 truncate">{text}</span>
      {children}
      {count ? <Count>{count}</Count> : null}
    </button>
  );
}

const number = new Intl.NumberFormat();

export function Count({ children }: { children: number }) {
  return <span className="shrink-0 text-muted text-xs tabular-nums">{number.format(children)}</span>;
}

/** A heading of the sidebar with what can be added below it. */
export function SectionHead({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="flex h-7 shrink-0 items-center justify-between pl-2">
      <h2 className="font-medium text-muted text-xs">{text}</h2>
      {children}
    </div>
  );
}
