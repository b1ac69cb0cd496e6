import type { Section } from '../../shared/domain/inspection.ts';
import type { ParsedPage } from '../ports/Parser.ts';
import { lettersOf, textBlocks } from './textBlocks.ts';

/** The headings of a document with their levels and pages, as printed; its title is none of them. */
export function outlineOf(pages: readonly ParsedPage[], title: string): Section[] {
  const own = lettersOf(title);
  return textBlocks(pages)
    .filter(({ kind, text }) => kind === 'heading' && lettersOf(text) !== own)
    .map(({ text, level, page }) => ({ title: text, level, page }));
}
