import { type ReactNode, useId } from 'react';

/** What belongs together in a section, under a heading of its own. */
export function Group({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-7">
      <h2 id={id} className="font-semibold text-base">
        {title}
      </h2>
      {text && <p className="mt-0.5 text-muted text-sm">{text}</p>}
      <div className="mt-2.5">{children}</div>
    </section>
  );
}

/** Lines of a group in one frame. */
export function Rows({ children }: { children: ReactNode }) {
  return <div className="divide-y divide-line rounded-lg border border-line bg-panel">{children}</div>;
}

/** A name with what it is, and its control at the end. `id` names the control, where it is one. */
export function Row(props: { id?: string; title: string; text?: ReactNode; children?: ReactNode; below?: ReactNode }) {
  return (
    <div className="px-3 py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-40 flex-1">
          <div id={props.id} className="font-medium">
            {props.title}
          </div>
          {props.text && <div className="selectable break-words text-muted text-sm">{props.text}</div>}
        </div>
        {props.children && <div className="flex shrink-0 items-center gap-2">{props.children}</div>}
      </div>
      {props.below}
    </div>
  );
}
