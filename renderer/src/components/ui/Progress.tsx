import { cn } from './cn.ts';

/** A thin bar; without a fraction it moves to say that something happens. */
export function Progress({ fraction, label, className }: { fraction: number | null; label: string; className?: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn('h-1 overflow-hidden rounded-full bg-sunken', className)}
      {...(fraction === null ? {} : { 'aria-valuenow': Math.floor(fraction * 100) })}
    >
      <div
        className={cn('h-full rounded-full bg-busy', fraction === null && 'w-1/3 animate-pulse')}
        style={fraction === null ? {} : { inlineSize: `${fraction * 100}%` }}
      />
    </div>
  );
}
