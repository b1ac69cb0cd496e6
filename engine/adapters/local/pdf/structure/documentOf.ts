import type { ParsedPage } from '../../../../ports/Parser.ts';
import { paragraphsOf } from '../layout/paragraphs.ts';
import { assemble } from './assemble.ts';
import { classify } from './classify.ts';
import { removeFurniture } from './furniture.ts';
import type { PageLines } from './pageLines.ts';
import { titleOf } from './title.ts';

/** Makes the pages of a document from their lines, and finds its title. Takes out what repeats from page to page. */
export function documentOf(pages: PageLines[], labels: string[] | null): { title: string; pages: Iterable<ParsedPage> } {
  const firstPage = pages[0] ? pages[0].regions.slice(0, pages[0].mainRegions).flatMap((lines) => paragraphsOf(lines)) : [];
  const title = titleOf(firstPage, pages[0]?.height ?? 0);
  removeFurniture(pages);
  const drafts = classify(pages.map((page) => page.regions.flatMap((lines) => paragraphsOf(lines))));
  const parsed = function* (): Generator<ParsedPage> {
    for (const [i, { number, width, height, error }] of pages.entries()) {
      yield { number, label: labels?.[i] ?? null, width, height, ...assemble(drafts[i]!), error };
    }
  };
  return { title, pages: parsed() };
}
