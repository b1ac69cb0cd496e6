/**
 * Text as every store can hold it: unpaired surrogates (there is no UTF-8 for them) and NUL (Postgres refuses it) become U+FFFD. One code
 * unit stays one, so offsets hold.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** A deep copy of plain data with all its text storable. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return storableText(value) as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storable(item)])) as T;
}
