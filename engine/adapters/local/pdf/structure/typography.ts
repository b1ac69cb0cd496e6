import { lineText } from '../layout/lines.ts';
import type { Paragraph } from '../layout/paragraphs.ts';

/** How a document is set: what its running text looks like. */
export interface Typography {
  /** Of most of the text. */
  size: number;
  font: string;
  /** Whether a font is used for running text, not only for single lines. */
  isTextFont(font: string): boolean;
}

/** A paragraph of at least this many lines is running text. */
const runningLines = 3;

export function typographyOf(pages: Paragraph[][]): Typography {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, { all: number; running: number }>();
  for (const paragraph of pages.flat()) {
    const running = paragraph.lines.length >= runningLines && !paragraph.table;
    for (const line of paragraph.lines) {
      const chars = lineText(line).length;
      const size = Math.round(line.size * 5) / 5;
      sizes.set(size, (sizes.get(size) ?? 0) + chars * (running ? 2 : 1));
      const use = fonts.get(line.font) ?? { all: 0, running: 0 };
      use.all += chars;
      if (running) use.running += chars;
      fonts.set(line.font, use);
    }
  }
  const size = [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const font = [...fonts].sort((a, b) => b[1].running - a[1].running)[0]?.[0] ?? '';
  const isTextFont = (name: string) => {
    const use = fonts.get(name);
    return name === font || (use !== undefined && use.running > 0.5 * use.all);
  };
  return { size, font, isTextFont };
}
