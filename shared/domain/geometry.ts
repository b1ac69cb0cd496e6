import { z } from 'zod';

/** A rectangle on a page in PDF points, origin top left, of the page as it is shown (rotation applied). */
export const boxSchema = z.object({
  page: z.number().int().min(1),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Box = z.infer<typeof boxSchema>;

/** Half-open range of UTF-16 offsets into a document's canonical text (its pages' texts, one after another). */
export interface Span {
  start: number;
  end: number;
}

/** Where one word, or another unbroken run of characters of one line, stands. Offsets are into the page's text. */
export interface TextRun {
  start: number;
  end: number;
  x: number;
  y: number;
  width: number;
  height: number;
}
