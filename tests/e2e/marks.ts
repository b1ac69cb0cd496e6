import type { Page } from '@playwright/test';

/** The words of the pages' text whose middle lies under a mark of this look, in reading order; of drawn pages only. */
export function wordsUnderMarks(page: Page, look = 'citation'): Promise<string> {
  return page.evaluate((wanted) => {
    const words: string[] = [];
    for (const sheet of document.querySelectorAll('.page')) {
      const marks = [...sheet.querySelectorAll(`[data-mark="${wanted}"]`)].map((mark) => mark.getBoundingClientRect());
      const under = (box: DOMRect) => {
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return marks.some((mark) => x >= mark.left && x <= mark.right && y >= mark.top && y <= mark.bottom);
      };
      const layer = sheet.querySelector('.textLayer');
      if (!layer) continue;
      const texts = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (const match of (node.textContent ?? '').matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(node, match.index);
          range.setEnd(node, match.index + match[0].length);
          if (under(range.getBoundingClientRect())) words.push(match[0]);
        }
      }
    }
    return words.join(' ');
  }, look);
}
