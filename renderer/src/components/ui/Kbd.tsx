/** A key, as it is written on a keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="rounded border border-line bg-sunken px-1 py-px font-sans text-muted text-xs">{children}</kbd>;
}
