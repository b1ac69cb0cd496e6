import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type ChipTone = 'neutral' | 'busy' | 'good' | 'warning' | 'bad';

const tones: Record<ChipTone, string> = {
  neutral: 'bg-sunken text-muted',
  busy: 'bg-busy-ground text-busy',
  good: 'bg-good-ground text-good',
  warning: 'bg-warning-ground text-warning',
  bad: 'bg-bad-ground text-bad',
};

/** A word about the state of something. */
export function Chip({ tone = 'neutral', className, children }: { tone?: ChipTone; className?: string; children: ReactNode }) {
  return (
    <span className={cn('inline-block max-w-full truncate rounded-full px-2 py-px text-xs', tones[tone], className)}>
      {children}
    </span>
  );
}
