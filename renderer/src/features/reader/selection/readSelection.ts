import type { Box } from '../../../../../shared/domain/geometry.ts';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { normalizeUnicode } from '../pdf/pdfjs.ts';
import type { Piece } from './quote.ts';
import { textNodes } from './textNodes.ts';

/** What is selected in the pages, piece by piece in reading order; empty where nothing is. */
export function readSelection(surface: PdfSurface): Piece[] {
  const range = selectedRange(surface);
  return range ? readRange(surface, range) : [];
}

export function selectedRange(surface: PdfSurface): Range | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return surface.container.contains(range.commonAncestorContainer) ? range : null;
}

function readRange(surface: PdfSurface, range: Range): Piece[] {
  const pieces: Piece[] = [];
  for (const layer of surface.container.querySelectorAll<HTMLElement>('.textLayer')) {
    if (!range.intersectsNode(layer)) continue;
    const page = Number(layer.parentElement?.dataset.pageNumber);
    for (const node of textNodes(layer)) {
      const piece = range.intersectsNode(node) ? readNode(surface, range, page, node) : null;
      if (piece) pieces.push(piece);
    }
  }
  return pieces;
}

function readNode(surface: PdfSurface, range: Range, page: number, node: Text): Piece | null {
  const start = range.startContainer === node ? range.startOffset : 0;
  const end = range.endContainer === node ? range.endOffset : node.length;
  if (start >= end) return null;
  const part = document.createRange();
  part.setStart(node, start);
  part.setEnd(node, end);
  return { text: normalizeUnicode(node.data.slice(start, end)), box: surface.geometry.boxOf(page, part.getBoundingClientRect()) };
}

/** What stands on its page before and after the selection, this many characters of it. */
export function readAround(
  surface: PdfSurface,
  page: { first: number; last: number },
  most: number,
): { before: Piece[]; after: Piece[] } {
  const range = selectedRange(surface);
  const [first, last] = [surface.textLayer(page.first), surface.textLayer(page.last)];
  if (!range || !first || !last) return { before: [], after: [] };
  const before = document.createRange();
  before.selectNodeContents(first);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.selectNodeContents(last);
  after.setStart(range.endContainer, range.endOffset);
  // Pieces are lines or parts of them; so many of them hold enough.
  return { before: readRange(surface, before).slice(-most), after: readRange(surface, after).slice(0, most) };
}

/** The selection's last line in the window: where a person looks when they let go. */
export function selectionEnd(pieces: readonly Piece[], surface: PdfSurface): DOMRect | null {
  const last = pieces.findLast(({ text }) => text.trim() !== '')?.box as Box | undefined;
  return last ? surface.geometry.boxRect(last) : null;
}
