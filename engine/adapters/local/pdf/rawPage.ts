/** What the reader thread gives of a page: its text items as pdf.js finds them, in points of the page as shown (origin top left). */
export interface RawPage {
  /** 1-based. */
  number: number;
  width: number;
  height: number;
  items: RawItem[];
  fonts: Record<string, RawFont>;
  /** Straight lines along the axes that are drawn on it. */
  rules: Rule[];
  /** Beginning of the text that is there but cannot be seen, and is not among the items; empty for none. */
  hiddenText: string;
  /** Milliseconds reading it took. */
  durationMs: number;
}

export interface RawItem {
  text: string;
  /** Where its baseline begins. */
  x: number;
  y: number;
  /** Direction of the baseline in degrees, clockwise: 0 is ordinary text, 90 runs down the page. */
  angle: number;
  /** Along the baseline. */
  advance: number;
  size: number;
  font: string;
  rtl: boolean;
  /** The file has white space between the item before and this one, however narrow. */
  afterSpace: boolean;
}

export interface RawFont {
  /** Shares of the size, above and below the baseline (both positive). */
  ascent: number;
  descent: number;
  /** Of characters, in 1/1000 of the size, where they are known. */
  widths: Record<string, number>;
  family: 'serif' | 'sans-serif' | 'monospace';
}

/** A straight line that runs across the page (y0 = y1) or down it (x0 = x1). */
export interface Rule {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}
