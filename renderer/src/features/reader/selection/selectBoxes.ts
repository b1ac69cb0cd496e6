import type { Box } from '../../../../../shared/domain/geometry.ts';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { textNodes } from './textNodes.ts';

/** Selects the text that lies in the boxes, where its pages are drawn. */
export function selectBoxes(surface: PdfSurface, boxes: readonly Box[]): void {
  const rects = boxes.map((box) => surface.geometry.boxRect(box));
  const inside = (rect: DOMRect) => {
    const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
    return rects.some((one) => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom);
  };
  const range = document.createRange();
  let found = false;
  for (const page of new Set(boxes.map((box) => box.page))) {
    const layer = surface.textLayer(page);
    for (const node of layer ? textNodes(layer) : []) {
      const part = document.createRange();
      for (let at = 0; at < node.length; at++) {
        part.setStart(node, at);
        part.setEnd(node, at + 1);
        const box = part.getBoundingClientRect();
        if (box.width === 0 || !inside(box)) continue;
        if (!found) range.setStart(node, at);
        range.setEnd(node, at + 1);
        found = true;
      }
    }
  }
  if (!found) return;
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}
