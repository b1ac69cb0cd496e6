import type { PageViewport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem, TextStyle } from 'pdfjs-dist/types/src/display/api.d.ts';
import type { RawFont, RawItem } from './rawPage.ts';

/** Fonts that name no ascent or descent, or impossible ones, get usual ones. */
export function readFont({ ascent, descent, fontFamily }: TextStyle): RawFont {
  return {
    ascent: ascent >= 0.5 && ascent <= 1.1 ? ascent : 0.75,
    descent: descent <= -0.1 && descent >= -0.5 ? -descent : 0.22,
    widths: {},
    family: fontFamily === 'serif' || fontFamily === 'monospace' ? fontFamily : 'sans-serif',
  };
}

/** An item in points of the page as shown. */
export function readItem(item: TextItem, style: TextStyle | undefined, viewport: PageViewport): Omit<RawItem, 'afterSpace'> {
  const [a, b, c, d, e, f] = item.transform as [number, number, number, number, number, number];
  const [ma, mb, mc, md, me, mf] = viewport.transform as [number, number, number, number, number, number];
  const unit = viewport.userUnit * viewport.scale;
  const x = ma * e + mc * f + me;
  const y = mb * e + md * f + mf;
  const angle = (Math.atan2(mb * a + md * b, ma * a + mc * b) * 180) / Math.PI;
  const base = { text: item.str, font: item.fontName, rtl: item.dir === 'rtl' };
  if (!style?.vertical) return { ...base, x, y, angle, advance: item.width * unit, size: Math.hypot(c, d) * unit };
  // Vertical text runs down from the middle of its column: as text turned by 90°, its baseline lies left of that middle.
  const size = item.width * unit;
  const radians = (angle * Math.PI) / 180;
  const shift = 0.3 * size;
  return {
    ...base,
    x: x - shift * Math.cos(radians),
    y: y - shift * Math.sin(radians),
    angle: angle + 90,
    advance: item.height * unit,
    size,
  };
}
