import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Where there is nothing yet: what would be here, and the first step. */
export function EmptyState(props: { icon: LucideIcon; title: string; text: string; children?: ReactNode }) {
  const { icon: Icon } = props;
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
      <Icon size={36} strokeWidth={1.25} aria-hidden="true" className="mb-1 text-muted" />
      <h2 className="font-semibold text-lg">{props.title}</h2>
      <p className="max-w-96 text-muted">{props.text}</p>
      {props.children && <div className="mt-3 flex gap-2">{props.children}</div>}
    </div>
  );
}
