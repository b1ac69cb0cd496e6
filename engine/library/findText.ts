import type { TextMatch } from '../../shared/api/routes/documentRoutes.ts';
import type { Span, TextRun } from '../../shared/domain/geometry.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { PageRecord, PageText } from '../ports/DocumentStore.ts';
import { boxesForSpan } from './boxes.ts';
import { foldText } from './foldText.ts';

/** Characters shown before and behind a match, to whole words. */
const around = 60;
const rightToLeft = /[\p{sc=Arabic}\p{sc=Hebrew}]/u;

/**
 * Where a text stands in a document, in reading order. Case, accents, ligatures, white space and hyphens within words do not count. At most
 * `limit` matches, `total` counts all; a document that was never read has none. Errors: `not_found`.
 */
export async function findText(
  ports: Pick<EnginePorts, 'documents'>,
  ctx: RequestContext,
  request: { id: string; text: string; limit: number },
): Promise<{ matches: TextMatch[]; total: number }> {
  const document = await ports.documents.get(ctx, request.id);
  if (!document) throw new AppError('not_found', { message: 'This document is not in the library.' });
  const needle = foldText(request.text).text.trim();
  if (!document.activeRevisionId || needle === '') return { matches: [], total: 0 };
  const texts = await ports.documents.pageTexts(ctx, document.activeRevisionId);
  const text = texts.map((page) => page.text).join('');
  const spans = spansOf(text, needle);
  const shown = spans.slice(0, request.limit);
  const numbers = texts.filter((page) => shown.some((span) => touches(page, span))).map(({ number }) => number);
  // Only theirs: the runs of a page are many times its text.
  const pages = await ports.documents.pages(ctx, document.activeRevisionId, numbers);
  return { matches: shown.map((span) => matchAt(text, pages, span)), total: spans.length };
}

function spansOf(text: string, needle: string): Span[] {
  const folded = foldText(text);
  const spans: Span[] = [];
  for (let at = folded.text.indexOf(needle); at >= 0; at = folded.text.indexOf(needle, at + needle.length)) {
    spans.push({ start: folded.starts[at]!, end: folded.ends[at + needle.length - 1]! });
  }
  return spans;
}

/** A span of a document's canonical text as a match; `pages` holds at least those it touches. */
export function matchAt(text: string, pages: PageRecord[], span: Span): TextMatch {
  const on = pages.filter((page) => touches(page, span));
  const before = text.slice(Math.max(0, span.start - around), span.start);
  const after = text.slice(span.end, span.end + around);
  return {
    page: on[0]!.number,
    before: oneLine(span.start > around ? before.replace(/^\S*\s/u, '') : before),
    text: oneLine(text.slice(span.start, span.end)),
    after: oneLine(span.end + around < text.length ? after.replace(/\s\S*$/u, '') : after),
    boxes: on.flatMap((page) => boxesForSpan([{ ...page, runs: runsWithin(page, span) }], span)),
  };
}

/** The words of the span, the first and the last cut to the letters that are in it (taken to be of one width). */
function runsWithin(page: PageRecord, span: Span): TextRun[] {
  const [from, to] = [span.start - page.start, span.end - page.start];
  return page.runs
    .filter((run) => run.start < to && run.end > from)
    .map((run) => {
      const [start, end] = [Math.max(run.start, from), Math.min(run.end, to)];
      if (rightToLeft.test(page.text.slice(run.start, run.end))) return run;
      const letterWidth = run.width / (run.end - run.start);
      return { ...run, x: run.x + (start - run.start) * letterWidth, width: (end - start) * letterWidth };
    });
}

export function touches(page: PageText, span: Span): boolean {
  return span.start < page.start + page.text.length && span.end > page.start;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
