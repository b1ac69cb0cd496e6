import type { PageLedger } from '../../../../../shared/domain/inspection.ts';
import { t } from '../../../i18n/i18n.ts';

const pageErrors = ['pdf_corrupt', 'pdf_text_garbled', 'parse_timeout', 'parse_memory'] as const;

/** What a person should know of a page, a sentence each: why it could not be read, and what was peculiar about it. */
export function remarksOf({ error, trace }: PageLedger): string[] {
  const known = pageErrors.find((code) => code === error) ?? 'other';
  const warnings = trace?.warnings.map(({ code, detail }) => t(`reading:warning.${code}`, { detail })) ?? [];
  return error === null ? warnings : [t(`reading:pageError.${known}`), ...warnings];
}

/** `12 pages · 2 by text recognition · 1 warning`. */
export function summaryOf(pages: PageLedger[]): string {
  const count = (which: (page: PageLedger) => boolean) => pages.filter(which).length;
  const parts = [
    ['recognised', count(({ trace }) => trace?.source === 'ocr')],
    ['withoutText', count(({ characters, error }) => characters === 0 && error === null)],
    ['failed', count(({ error }) => error !== null)],
    ['warnings', pages.reduce((sum, { trace }) => sum + (trace?.warnings.length ?? 0), 0)],
  ] as const;
  const told = parts.filter(([, n]) => n > 0).map(([name, n]) => t(`reading:summary.${name}`, { count: n }));
  return [t('reading:summary.pages', { count: pages.length }), ...told].join(' · ');
}
