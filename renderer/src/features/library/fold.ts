/** Text without case and accents, for comparing what people type: `Müller` and `muller` are one. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
