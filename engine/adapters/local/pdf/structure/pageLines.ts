import { regionsOf } from '../layout/columns.ts';
import { fragmentsOf } from '../layout/fragments.ts';
import { framesOf } from '../layout/frame.ts';
import { type Line, linesOf } from '../layout/lines.ts';
import { isRtl } from '../layout/text.ts';
import type { RawPage } from '../rawPage.ts';

/** A page's lines in reading order, one list per column or full-width stretch. */
export interface PageLines {
  number: number;
  width: number;
  height: number;
  regions: Line[][];
  /** How many of the first regions hold the page's main text direction; the others hold turned text (axis labels, stamps). */
  mainRegions: number;
  error: string | null;
}

export function linesOfPage(page: RawPage): PageLines {
  const { number, width, height } = page;
  const regions: Line[][] = [];
  let mainRegions = 0;
  framesOf(page).forEach((frame, i) => {
    const fragments = fragmentsOf(frame.items, page.fonts);
    const rtl = isRtl(frame.items.map((item) => item.text).join(''));
    for (const region of regionsOf(fragments, rtl)) {
      const lines = linesOf(region, frame, page.fonts);
      if (lines.length > 0) regions.push(lines);
    }
    if (i === 0) mainRegions = regions.length;
  });
  return { number, width, height, regions, mainRegions, error: null };
}
