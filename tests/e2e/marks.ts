import type { Page } from '@playwright/test';

/** The words of the page's text layer whose middle lies under a highlight, in reading order. */
export function wordsUnderMarks(page: Page): Promise<string> {
  return page.evaluate(() => {
    const marks = [...document.querySelectorAll('.mark')].map((mark) => mark.getBoundingClientRect());
    const under = (box: DOMRect) => {
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return marks.some((mark) => x >= mark.left && x <= mark.right && y >= mark.top && y <= mark.bottom);
    };
    const layer = document.querySelector('.textLayer') as Node;
    const texts = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
    const words: string[] = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const match of (node.textContent ?? '').matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        if (under(range.getBoundingClientRect())) words.push(match[0]);
      }
    }
    return words.join(' ');
  });
}
