import type { RawItem } from '../rawPage.ts';
import { area, intersection } from './matrix.ts';
import type { Drawing, Stretch } from './readDrawing.ts';

/** Type smaller than this, in points, is not meant to be read. */
const tiny = 2;
/** A picture that covers this share of the page, with this share of the letters drawn invisibly: a scan with the text that was recognised in it. */
const scanImage = 0.5;
const scanText = 0.8;

interface Page {
  width: number;
  height: number;
  items: RawItem[];
}

/** Indices of the items that nobody sees: too small, drawn invisibly, in the colour of what is behind, or cut off. */
export function hiddenItems(page: Page, drawing: Drawing | null): Set<number> {
  const isHidden = drawing ? hiddenIn(page, drawing) : () => false;
  const hidden = new Set<number>();
  page.items.forEach((item, i) => {
    if (isTiny(item) || isHidden(item)) hidden.add(i);
  });
  return hidden;
}

/** What is drawn beyond the page's edge; pdf.js gives no items for it. */
export function textBeyond({ width, height }: Page, { stretches }: Drawing): string {
  const outside = ({ x0, y0, x1, y1 }: Stretch) =>
    Math.max(x0, x1) < 0 || Math.min(x0, x1) > width || Math.max(y0, y1) < 0 || Math.min(y0, y1) > height;
  const isText = ({ text }: Stretch) => /\p{L}{2}/u.test(text);
  return stretches
    .filter((stretch) => stretch.hidden === 'clip' && outside(stretch) && isText(stretch))
    .map(({ text }) => text)
    .join(' ');
}

const isTiny = ({ size, advance, text }: RawItem) => size < tiny && advance / text.length < tiny;

/** Whether the stretches that an item is made of cannot be seen. */
function hiddenIn(page: Page, { stretches, images }: Drawing): (item: RawItem) => boolean {
  const scanned = isScan(page, stretches, images);
  const unseen = ({ hidden }: Stretch) => hidden !== null && !(scanned && hidden === 'mode');
  if (!stretches.some(unseen)) return () => false;
  // By the line they stand on: items and stretches of one line run in one direction.
  const lines = new Map<string, Stretch[]>();
  for (const stretch of stretches) {
    const key = keys(stretch.x0, stretch.y0, degrees(stretch))[0]!;
    lines.set(key, [...(lines.get(key) ?? []), stretch]);
  }
  return (item) => {
    const near = [...new Set(keys(item.x, item.y, item.angle))].flatMap((key) => lines.get(key) ?? []);
    const under = near.filter((stretch) => share(stretch, item) > 0);
    const coverage = (some: Stretch[]) => some.reduce((sum, stretch) => sum + share(stretch, item), 0);
    const [out, seen] = [under.filter(unseen), under.filter((stretch) => !unseen(stretch))];
    if (coverage(out) < 0.5) return false;
    if (coverage(seen) < 0.5) return true;
    // Drawn one over the other: the words tell which it is.
    const says = (some: Stretch[]) => some.some(({ text }) => letters(text).includes(letters(item.text)));
    return says(out) && !says(seen);
  };
}

function isScan({ width, height, items }: Page, stretches: Stretch[], images: Drawing['images']): boolean {
  const page = { x0: 0, y0: 0, x1: width, y1: height };
  const covered = images.reduce((sum, image) => sum + area(intersection(image, page)), 0);
  const length = (some: { text: string }[]) => some.reduce((sum, { text }) => sum + letters(text).length, 0);
  const drawn = length(stretches.filter(({ hidden }) => hidden === 'mode'));
  return covered > scanImage * width * height && drawn > scanText * Math.max(1, Math.min(length(items), length(stretches)));
}

const letters = (text: string) => text.replace(/\s+/gu, '');

const degrees = ({ x0, y0, x1, y1 }: Stretch) => (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;

/** Points: lines closer than this share a key. */
const step = 3;

/** Where a line runs that goes through a point at an angle, and its neighbours. */
function keys(x: number, y: number, angle: number): string[] {
  const direction = ((Math.round(angle / 5) * 5) % 360) + 360;
  const radians = (direction * Math.PI) / 180;
  const offset = Math.round((y * Math.cos(radians) - x * Math.sin(radians)) / step);
  return [0, -1, 1].map((by) => `${direction % 360} ${offset + by}`);
}

/** How much of an item lies over a stretch. */
function share(stretch: Stretch, item: RawItem): number {
  const radians = (item.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const along = (x: number, y: number) => (x - item.x) * cos + (y - item.y) * sin;
  const off = Math.abs((stretch.y0 - item.y) * cos - (stretch.x0 - item.x) * sin);
  if (off > Math.max(1, 0.35 * item.size)) return 0;
  const ends = [along(stretch.x0, stretch.y0), along(stretch.x1, stretch.y1)];
  const overlap = Math.min(item.advance, Math.max(...ends)) - Math.max(0, Math.min(...ends));
  return Math.max(0, overlap) / Math.max(item.advance, 1e-6);
}
