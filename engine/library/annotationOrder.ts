import type { Annotation } from '../../shared/domain/annotation.ts';
import type { Box, TextRun } from '../../shared/domain/geometry.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { PageRecord } from '../ports/DocumentStore.ts';

/** By page, then from top to bottom and left to right; ties by creation. */
export function fromTheTop(a: Annotation, b: Annotation): number {
  const [one, other] = [a.boxes[0], b.boxes[0]];
  return (
    a.page - b.page ||
    (one?.y ?? 0) - (other?.y ?? 0) ||
    (one?.x ?? 0) - (other?.x ?? 0) ||
    a.createdAt - b.createdAt ||
    (a.id < b.id ? -1 : 1)
  );
}

/** As the text of the pages runs, column by column; where a page is not there to tell, from top to bottom. */
export async function inReadingOrder(
  ports: Pick<EnginePorts, 'documents'>,
  ctx: RequestContext,
  documentId: string,
  annotations: Annotation[],
): Promise<Annotation[]> {
  if (annotations.length < 2) return annotations;
  const revisionId = (await ports.documents.get(ctx, documentId))?.activeRevisionId;
  if (!revisionId) return annotations;
  const numbers = [...new Set(annotations.map(({ page }) => page))];
  const pages = new Map((await ports.documents.pages(ctx, revisionId, numbers)).map((page) => [page.number, page]));
  const at = new Map(annotations.map((one) => [one.id, placeInText(pages.get(one.page), one.boxes[0])]));
  return annotations.toSorted((a, b) => a.page - b.page || at.get(a.id)! - at.get(b.id)! || fromTheTop(a, b));
}

/** Offset of the first word a box covers; of none (a figure), that of the word nearest above it. */
function placeInText(page: PageRecord | undefined, box: Box | undefined): number {
  if (!page || !box) return 0;
  const beside = ({ x, width }: TextRun) => x < box.x + box.width && x + width > box.x;
  const middle = ({ y, height }: TextRun) => y + height / 2;
  const covered = page.runs.find((run) => beside(run) && middle(run) > box.y && middle(run) < box.y + box.height);
  return (covered ?? page.runs.findLast((run) => beside(run) && middle(run) <= box.y))?.start ?? 0;
}
