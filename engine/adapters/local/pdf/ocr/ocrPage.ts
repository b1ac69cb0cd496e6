import type { Recognition } from '../../../../ports/Parser.ts';
import type { RawPage } from '../rawPage.ts';

/** Degrees, clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/** One page to recognise. */
export interface OcrRequest {
  path: string;
  password: string | null;
  page: number;
  /** By which to turn it first: how the page before stood. */
  turn: Turn;
  recognition: Recognition;
}

/** What was read on the picture of a page. */
export interface OcrPage {
  /** The page upright: turned and straightened. */
  raw: RawPage;
  /** By how much the page as shown was turned. */
  turn: Turn;
  /** By how much it was straightened after that: radians, clockwise about its middle. */
  skew: number;
  /** Mean over its words, 0…1; null without words. */
  confidence: number | null;
}

export type OcrMessage = { type: 'page'; page: OcrPage } | { type: 'failed'; message: string };
