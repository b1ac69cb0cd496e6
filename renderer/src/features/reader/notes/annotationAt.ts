import type { Annotation } from '../../../../../shared/domain/annotation.ts';
import type { PdfSurface } from '../pdf/PdfSurface.ts';

/** The annotation drawn at a point of the window; the newest where several lie over each other. */
export function annotationAt(surface: PdfSurface, items: readonly Annotation[], x: number, y: number): Annotation | undefined {
  const at = (annotation: Annotation) =>
    annotation.boxes.some((box) => {
      const rect = surface.geometry.boxRect(box);
      return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
    });
  return items.filter(at).sort((a, b) => b.createdAt - a.createdAt)[0];
}
