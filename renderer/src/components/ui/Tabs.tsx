import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** A row of names that choose what is shown below them. */
export function Tabs<T extends string>(props: {
  value: T;
  onChange(value: T): void;
  label: string;
  tabs: readonly { value: T; text: string; content: ReactNode }[];
  /** Stands at the end of the row. */
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <Radix.Root
      value={props.value}
      onValueChange={(value) => props.onChange(value as T)}
      className={cn('flex h-full min-h-0 flex-col', props.className)}
    >
      <div className="flex h-11 shrink-0 items-center gap-1 border-b px-2">
        <Radix.List aria-label={props.label} className="flex flex-1 gap-1">
          {props.tabs.map(({ value, text }) => (
            <Radix.Trigger
              key={value}
              value={value}
              className="h-7 rounded-md px-2.5 font-medium text-muted text-sm hover:bg-hover data-[state=active]:bg-hover data-[state=active]:text-ink"
            >
              {text}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {props.actions}
      </div>
      {props.tabs.map(({ value, content }) => (
        <Radix.Content key={value} value={value} className="min-h-0 flex-1 outline-none" tabIndex={-1}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
