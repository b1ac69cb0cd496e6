/** A thin bar; without a fraction it moves to say that something happens. */
export function ProgressBar({ fraction, label }: { fraction: number | null; label: string }) {
  return (
    <div
      className={fraction === null ? 'progress indefinite' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(fraction === null ? {} : { 'aria-valuenow': Math.floor(fraction * 100) })}
    >
      <div style={fraction === null ? {} : { inlineSize: `${fraction * 100}%` }} />
    </div>
  );
}
