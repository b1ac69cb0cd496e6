import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** A small panel beside what opened it. */
export function Popover(props: {
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  className?: string;
  align?: 'start' | 'center' | 'end';
  open?: boolean;
  onOpenChange?(open: boolean): void;
}) {
  const controlled = props.open === undefined ? {} : { open: props.open };
  return (
    <Radix.Root {...controlled} {...(props.onOpenChange ? { onOpenChange: props.onOpenChange } : {})}>
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={props.label}
          align={props.align ?? 'start'}
          sideOffset={4}
          collisionPadding={8}
          className={cn('z-50 w-72 rounded-lg border border-line bg-raised p-3 shadow-float outline-none', props.className)}
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
