import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PageTrace } from '../../../../../shared/domain/inspection.ts';
import type { ParsedPage } from '../../../../ports/Parser.ts';
import { gutterOf, regionsOf } from '../layout/columns.ts';
import { linesOf } from '../layout/lines.ts';
import { type Paragraph, paragraphsOf } from '../layout/paragraphs.ts';
import { joinTableRows } from '../layout/tables.ts';
import { isRtl } from '../layout/text.ts';
import type { RawNote } from '../readNotes.ts';
import { assemble, rounded } from './assemble.ts';
import { classify } from './classify.ts';
import { settleLabels } from './figures.ts';
import { joinFlow } from './flow.ts';
import { removeFurniture } from './furniture.ts';
import { withNotes } from './notes.ts';
import { fragmentText, type PageText } from './pageText.ts';
import { joinTitle, plausibleTitle, titleOf } from './title.ts';
import { typographyOf } from './typography.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Pages laid out between two turns of the event loop. */
const pagesPerTurn = 25;

/**
 * Finds layout and structure of a document from the text of its pages. What repeats from page to page is left out. `onTurn` is called now and then; what it
 * throws ends the work.
 */
export async function documentOf(
  texts: PageText[],
  opened: { notes: RawNote[]; labels: string[] | null; infoTitle: string; onTurn(): void },
): Promise<{ title: string; running: string[]; pages: Iterable<ParsedPage> }> {
  const running = removeFurniture(texts);
  const known = commonGutters(texts);
  const paragraphs: Paragraph[][] = [];
  for (const page of texts) {
    paragraphs.push(paragraphsOfPage(page, known));
    if (paragraphs.length % pagesPerTurn > 0) continue;
    await nextTurn();
    opened.onTurn();
  }
  const type = typographyOf(paragraphs);
  const title = titleOf(paragraphs[0] ?? [], { height: texts[0]?.height ?? 0 }, type, opened.infoTitle);
  if (title) paragraphs[0] = joinTitle(paragraphs[0]!, title);
  const drafts = classify(paragraphs, type, title?.paragraph ?? null).map(settleLabels);
  joinFlow(drafts, type.size);
  const vocabulary = vocabularyOf(drafts);
  const notes = Map.groupBy(opened.notes, (note) => note.page);
  const pages = function* (): Generator<ParsedPage> {
    for (const [i, { number, ocr, error, durationMs, quality, warnings, ...page }] of texts.entries()) {
      const printed = assemble(drafts[i]!, vocabulary);
      if (ocr) printed.runs = printed.runs.map((run) => ({ ...run, ...rounded(ocr.toPage(run)) }));
      const assembled = withNotes(printed, notes.get(number) ?? []);
      const source = assembled.text === '' ? 'none' : ocr ? 'ocr' : 'text';
      const trace: PageTrace = { source, quality, confidence: ocr?.confidence ?? null, durationMs, warnings };
      const { width, height } = ocr ?? page;
      yield { number, label: opened.labels?.[i] ?? null, width, height, ...assembled, error, trace };
    }
  };
  return { title: title?.text ?? plausibleTitle(opened.infoTitle), running, pages: pages() };
}

function paragraphsOfPage(page: PageText, known: number[]): Paragraph[] {
  return page.directions.flatMap(({ frame, fragments }, i) => {
    const rtl = isRtl(fragments.map(fragmentText).join(''));
    const rows = joinTableRows(fragments, page.rules.map(frame.ruleOf), page.fonts);
    return regionsOf(rows, rtl, i === 0 ? known : []).flatMap((region) => paragraphsOf(linesOf(region, frame, page.fonts)));
  });
}

/** Gutters that at least two pages have. */
function commonGutters(pages: PageText[]): number[] {
  const counts = new Map<number, number>();
  for (const { directions } of pages) {
    const x = directions[0] ? gutterOf(directions[0].fragments) : null;
    if (x !== null) counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= 2).map(([x]) => x);
}
