const day = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const dayOfThisYear = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `Nov 23`; of another year `Nov 23, 2025`. */
export function shortDate(ms: number): string {
  return (new Date(ms).getFullYear() === new Date().getFullYear() ? dayOfThisYear : day).format(ms);
}

export const fullDate = (ms: number) => moment.format(ms);

/** `3.4 MB`. */
export function fileSize(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const number = new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: units[power] as string,
    maximumFractionDigits: power < 2 ? 0 : 1,
  });
  return number.format(bytes / 1000 ** power);
}

const languages = new Intl.DisplayNames(undefined, { type: 'language' });

/** `German`; empty where it is not known. */
export function languageName(language: string | null): string {
  return language ? (languages.of(language) ?? language) : '';
}
