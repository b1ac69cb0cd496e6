import { t } from '../../i18n/i18n.ts';
import type { ShownTurn } from './turns.ts';

/** An answer as Markdown, with its references numbered as in the text. */
export function answerMarkdown({ text, citations }: Pick<ShownTurn, 'text' | 'citations'>): string {
  const references = citations.map(({ n, title, page, quote }) => t('chat:reference', { n, title, page, quote }));
  return [text, ...(references.length > 0 ? [references.join('\n')] : [])].join('\n\n');
}
