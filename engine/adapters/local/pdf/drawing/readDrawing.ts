import type { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Rule } from '../rawPage.ts';
import { area, type Box, boxOf, holds, intersection, type Matrix, point, times } from './matrix.ts';
import { isRectangle, rulesOf } from './paths.ts';

/** Width of characters in 1/1000 of the size, by font. */
export type FontWidths = Record<string, Record<string, number>>;

/** What pdf.js makes of a page's content: what to draw, one operator after another. */
export interface OperatorList {
  fnArray: number[];
  argsArray: unknown[];
}

/** Text drawn at once, from where its baseline begins to where it ends. */
export interface Stretch {
  text: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Why it cannot be seen; null when it can. */
  hidden: 'mode' | 'colour' | 'clip' | null;
}

/** How a page is drawn, in points of the page as shown. */
export interface Drawing {
  stretches: Stretch[];
  rules: Rule[];
  images: Box[];
}

/** Drawings made of more than this are not looked at for rules or backgrounds. */
const maxRules = 3000;
const maxFills = 2000;
/** Points: a line as thick as this is a box behind text. */
const boxLine = 4;
/** Greatest difference of a channel, of 255, at which text cannot be told from what is behind it. */
const sameColour = 8;
/** Text mode 3 draws nothing. */
const invisible = 3;

interface Glyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

interface State {
  matrix: Matrix;
  /** `#rrggbb`; null where it is a pattern. */
  fill: string | null;
  stroke: string | null;
  alpha: number;
  lineWidth: number;
  clip: Box;
  font: string;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
}

interface Fill {
  box: Box;
  /** Null where it is not known. */
  colour: string | null;
}

type Operators = typeof OPS;

/**
 * Follows a page's operators as a canvas would, without drawing: where text stands and whether it can be seen, rules and images. `widths` gets those
 * of the characters that are drawn.
 */
export class DrawingReader {
  readonly #ops: Operators;
  readonly #fontScale: (font: string) => number;
  readonly #widths: FontWidths;
  readonly #stretches: Stretch[] = [];
  readonly #rules: Rule[] = [];
  readonly #images: Box[] = [];
  readonly #fills: Fill[] = [];
  /** Of the fills, and of the page. */
  readonly #colours = new Set(['#ffffff']);
  /** By colour: whether one of those could hide it. Emptied when another is painted. */
  readonly #hideable = new Map<string, boolean>();
  readonly #saved: State[] = [];
  #state: State;
  #text: Matrix = [1, 0, 0, 1, 0, 0];
  #lineX = 0;
  #lineY = 0;
  #x = 0;
  #pendingClip = false;
  /** Depth of groups whose drawing is a mask; 0 outside. */
  #masks = 0;
  /** Nothing was painted since a matrix was set: pdf.js leaves out the image that goes there. */
  #untouched = false;

  /** `viewport`: from the page's space to the page as shown. `fontScale`: of a font's glyph space, 1/1000 for most. */
  constructor(ops: Operators, viewport: Matrix, page: Box, widths: FontWidths, fontScale: (font: string) => number) {
    this.#ops = ops;
    this.#widths = widths;
    this.#fontScale = fontScale;
    this.#state = {
      matrix: viewport,
      fill: '#000000',
      stroke: '#000000',
      alpha: 1,
      lineWidth: 1,
      clip: page,
      font: '',
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      stretch: 1,
      leading: 0,
      rise: 0,
      mode: 0,
    };
  }

  read({ fnArray, argsArray }: OperatorList): Drawing {
    for (let i = 0; i < fnArray.length; i++) this.#apply(fnArray[i]!, (argsArray[i] ?? []) as unknown[]);
    return { stretches: this.#stretches, rules: this.#rules, images: this.#images };
  }

  #apply(operator: number, args: readonly unknown[]): void {
    const ops = this.#ops;
    if (this.#masks > 0) {
      if (operator === ops.beginGroup) this.#masks++;
      else if (operator === ops.endGroup) this.#masks--;
      return;
    }
    const state = this.#state;
    switch (operator) {
      case ops.save:
        this.#saved.push({ ...state });
        break;
      case ops.restore:
        this.#restore();
        break;
      case ops.transform:
        state.matrix = times(state.matrix, args as number[]);
        this.#untouched = true;
        break;
      case ops.paintFormXObjectBegin:
        this.#beginForm(args[0] as Matrix | undefined, args[1] as [number, number, number, number] | undefined);
        break;
      case ops.paintFormXObjectEnd:
        this.#restore();
        break;
      case ops.beginGroup:
        if ((args[0] as { smask?: unknown }).smask) this.#masks = 1;
        else {
          this.#saved.push({ ...state });
          this.#untouched = false;
        }
        break;
      case ops.endGroup:
        this.#restore();
        break;
      case ops.setGState:
        this.#setGState(args[0] as [string, unknown][]);
        break;
      case ops.setLineWidth:
        state.lineWidth = args[0] as number;
        break;
      case ops.setFillRGBColor:
        state.fill = args[0] as string;
        break;
      case ops.setStrokeRGBColor:
        state.stroke = args[0] as string;
        break;
      case ops.setFillColorN:
      case ops.setFillTransparent:
        state.fill = null;
        break;
      case ops.setStrokeColorN:
      case ops.setStrokeTransparent:
        state.stroke = null;
        break;
      case ops.clip:
      case ops.eoClip:
        this.#pendingClip = true;
        break;
      case ops.constructPath:
        this.#path(args[0] as number, (args[1] as ArrayLike<number>[])[0], args[2] as ArrayLike<number> | undefined);
        break;
      case ops.shadingFill:
        this.#fill({ box: state.clip, colour: null });
        break;
      case ops.paintImageMaskXObject:
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintImageXObjectRepeat:
      case ops.paintInlineImageXObjectGroup:
      case ops.paintImageMaskXObjectGroup:
      case ops.paintImageMaskXObjectRepeat:
      case ops.paintSolidColorImageMask:
        this.#image();
        break;
      default:
        this.#applyText(operator, args);
    }
  }

  #applyText(operator: number, args: readonly unknown[]): void {
    const ops = this.#ops;
    const state = this.#state;
    switch (operator) {
      case ops.beginText:
        this.#setTextMatrix([1, 0, 0, 1, 0, 0]);
        break;
      case ops.setTextMatrix:
        this.#setTextMatrix(args[0] as Matrix);
        break;
      case ops.moveText:
        this.#moveText(args[0] as number, args[1] as number);
        break;
      case ops.setLeadingMoveText:
        state.leading = -(args[1] as number);
        this.#moveText(args[0] as number, args[1] as number);
        break;
      case ops.nextLine:
        this.#moveText(0, -state.leading);
        break;
      case ops.setFont:
        state.font = args[0] as string;
        state.size = args[1] as number;
        break;
      case ops.setCharSpacing:
        state.charSpacing = args[0] as number;
        break;
      case ops.setWordSpacing:
        state.wordSpacing = args[0] as number;
        break;
      case ops.setHScale:
        state.stretch = (args[0] as number) / 100;
        break;
      case ops.setLeading:
        state.leading = args[0] as number;
        break;
      case ops.setTextRise:
        state.rise = args[0] as number;
        break;
      case ops.setTextRenderingMode:
        state.mode = args[0] as number;
        break;
      case ops.showText:
        this.#showText(args[0] as (Glyph | number | null)[]);
    }
  }

  #restore(): void {
    if (this.#untouched) this.#image();
    this.#state = this.#saved.pop() ?? this.#state;
  }

  #beginForm(matrix: Matrix | undefined, bounds: [number, number, number, number] | undefined): void {
    this.#saved.push({ ...this.#state });
    if (matrix) this.#state.matrix = times(this.#state.matrix, matrix);
    if (bounds) this.#state.clip = intersection(this.#state.clip, boxOf(this.#state.matrix, ...([...bounds] as typeof bounds)));
    this.#untouched = false;
  }

  #setGState(entries: [string, unknown][]): void {
    for (const [key, value] of entries) {
      if (key === 'ca') this.#state.alpha = value as number;
      else if (key === 'LW') this.#state.lineWidth = value as number;
      else if (key === 'Font') [this.#state.font, this.#state.size] = value as [string, number];
    }
  }

  #path(operator: number, data: ArrayLike<number> | null | undefined, bounds: ArrayLike<number> | null | undefined): void {
    const ops = this.#ops;
    const { matrix, clip, fill, alpha, lineWidth } = this.#state;
    this.#untouched = false;
    const box = data && bounds ? boxOf(matrix, bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!) : null;
    if (box && data && operator !== ops.endPath) {
      const strokes = operator === ops.stroke || operator === ops.closeStroke;
      const seen = intersection(box, clip);
      const visible = seen.x1 >= seen.x0 && seen.y1 >= seen.y0;
      if (visible && this.#rules.length < maxRules) this.#rules.push(...rulesOf(data, matrix, !strokes));
      if (visible && !strokes) this.#fill({ box: seen, colour: alpha === 1 && isRectangle(data, matrix) ? fill : null });
      const half = (lineWidth * Math.hypot(matrix[0], matrix[1])) / 2;
      if (strokes && 2 * half >= boxLine)
        this.#fill({ box: { x0: box.x0 - half, y0: box.y0 - half, x1: box.x1 + half, y1: box.y1 + half }, colour: null });
    }
    if (this.#pendingClip && box) this.#state.clip = intersection(clip, box);
    this.#pendingClip = false;
  }

  #fill(fill: Fill): void {
    this.#untouched = false;
    if (this.#fills.length > maxFills || area(fill.box) <= 1) return;
    this.#fills.push(fill);
    if (fill.colour === null || this.#colours.has(fill.colour)) return;
    this.#colours.add(fill.colour);
    this.#hideable.clear();
  }

  /** Whether anything of nearly this colour was painted. */
  #canHide(colour: string): boolean {
    let known = this.#hideable.get(colour);
    if (known === undefined) {
      known = [...this.#colours].some((other) => difference(colour, other) <= sameColour);
      this.#hideable.set(colour, known);
    }
    return known;
  }

  #image(): void {
    const box = intersection(boxOf(this.#state.matrix, 0, 0, 1, 1), this.#state.clip);
    this.#fill({ box, colour: null });
    if (area(box) > 1) this.#images.push(box);
  }

  #setTextMatrix(matrix: Matrix): void {
    this.#text = matrix;
    this.#lineX = 0;
    this.#lineY = 0;
    this.#x = 0;
  }

  #moveText(x: number, y: number): void {
    this.#lineX += x;
    this.#lineY += y;
    this.#x = this.#lineX;
  }

  #showText(glyphs: (Glyph | number | null)[]): void {
    const { font, size, charSpacing, wordSpacing, stretch, rise, matrix } = this.#state;
    this.#untouched = false;
    this.#widths[font] ??= {};
    const widths = this.#widths[font];
    const scale = size * this.#fontScale(font);
    let text = '';
    let advance = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') advance -= (glyph * size) / 1000;
      else if (glyph) {
        text += glyph.unicode;
        advance += glyph.width * scale + charSpacing + (glyph.isSpace ? wordSpacing : 0);
        if (glyph.unicode.length === 1 || [...glyph.unicode].length === 1) widths[glyph.unicode] = glyph.width;
      }
    }
    const place = times(matrix, this.#text);
    const from = point(place, this.#x, this.#lineY + rise);
    this.#x += advance * stretch;
    const to = point(place, this.#x, this.#lineY + rise);
    if (text.trim() === '') return;
    const up = Math.abs(size) * Math.hypot(place[2], place[3]);
    const stretchOf = { text, x0: from.x, y0: from.y, x1: to.x, y1: to.y };
    this.#stretches.push({ ...stretchOf, hidden: this.#hiddenBecause(stretchOf, up, place) });
  }

  /** `size`: of the type, in points of the page. */
  #hiddenBecause({ x0, y0, x1, y1 }: Omit<Stretch, 'text' | 'hidden'>, size: number, place: Matrix): Stretch['hidden'] {
    const { mode, alpha, clip, fill, stroke } = this.#state;
    if (mode === invisible || alpha < 0.02) return 'mode';
    // Somewhat above the middle of the baseline: where the letters are.
    const up = Math.hypot(place[2], place[3]) || 1;
    const letters = (share: number) => ({
      x: x0 + share * (x1 - x0) + (0.3 * size * place[2]) / up,
      y: y0 + share * (y1 - y0) + (0.3 * size * place[3]) / up,
    });
    if (!holds(clip, letters(0.5), 0.5 * size) && [0.05, 0.95].every((share) => !holds(clip, letters(share), 0.5 * size)))
      return 'clip';
    const colours = mode === 1 ? [stroke] : mode === 2 ? [fill, stroke] : [fill];
    if (mode > invisible || this.#fills.length > maxFills) return null;
    return colours.every((colour) => colour !== null && this.#isBehind(colour, letters(0.5))) ? 'colour' : null;
  }

  /** Whether what was painted last at a place is of this colour; the page is white. */
  #isBehind(colour: string, at: { x: number; y: number }): boolean {
    if (!this.#canHide(colour)) return false;
    const last = this.#fills.findLast(({ box }) => holds(box, at));
    return difference(colour, last ? last.colour : '#ffffff') <= sameColour;
  }
}

function difference(a: string, b: string | null): number {
  if (b === null) return 255;
  const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const others = channels(b);
  return Math.max(...channels(a).map((channel, i) => Math.abs(channel - others[i]!)));
}
