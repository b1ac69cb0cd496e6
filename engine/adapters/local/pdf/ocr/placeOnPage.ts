import type { Rect } from '../layout/frame.ts';
import type { OcrPage } from './ocrPage.ts';

/** Where a rectangle of the upright picture stands on the page as shown. */
export function placeOnPage({ raw, turn, skew }: Pick<OcrPage, 'raw' | 'turn' | 'skew'>): (rect: Rect) => Rect {
  const { width, height } = raw;
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)];
  return (rect) => {
    const dx = rect.x + rect.width / 2 - width / 2;
    const dy = rect.y + rect.height / 2 - height / 2;
    const x = width / 2 + cos * dx + sin * dy;
    const y = height / 2 - sin * dx + cos * dy;
    const sideways = turn === 90 || turn === 270;
    const size = sideways ? { width: rect.height, height: rect.width } : { width: rect.width, height: rect.height };
    const [centreX, centreY] =
      turn === 90 ? [y, width - x] : turn === 180 ? [width - x, height - y] : turn === 270 ? [height - y, x] : [x, y];
    return { x: centreX - size.width / 2, y: centreY - size.height / 2, ...size };
  };
}
