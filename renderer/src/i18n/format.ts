const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** `133 MB`: decimal units, as systems and download pages count them. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit: units[power] as string,
    maximumFractionDigits: value < 10 && power > 1 ? 1 : 0,
  }).format(value);
}

/** `16,384`. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat('en').format(count);
}
