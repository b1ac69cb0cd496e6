import type { Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { relationOf, type Work, workOf } from '../library/sameWork.ts';

/** A preprint gives way to what came of it where that says about as much: this share of it, by the score of its best passage. */
const preprintShare = 0.9;

/**
 * The passages, without those of documents that are the same work as another one among them (`library/sameWork.ts`): two versions that say the same are one source. The one
 * that bears on the query best stays, the published one rather than its preprint.
 */
export async function onePerWork(
  ports: Pick<EnginePorts, 'related'>,
  ctx: RequestContext,
  passages: Passage[],
): Promise<Passage[]> {
  const best = new Map<string, number>();
  for (const { documentId, score } of passages) best.set(documentId, Math.max(score, best.get(documentId) ?? 0));
  if (best.size < 2) return passages;
  const pairs = await sameWorks(ports, ctx, [...best.keys()]);
  const worth = ({ id, preprint }: Work) => best.get(id)! * (preprint ? preprintShare : 1);
  const left = new Set(pairs.map(([one, other]) => (worth(other) > worth(one) ? one.id : other.id)));
  return left.size === 0 ? passages : passages.filter(({ documentId }) => !left.has(documentId));
}

/** Each two of the documents that are the same work, in the order given. */
async function sameWorks(
  ports: Pick<EnginePorts, 'related'>,
  ctx: RequestContext,
  documentIds: string[],
): Promise<[Work, Work][]> {
  const sharing = await Promise.all(documentIds.map((id) => ports.related.sharing(ctx, id)));
  const pairs = documentIds.flatMap((id, i) => {
    const works = sharing[i]!.map(workOf);
    const own = works.find((work) => work.id === id);
    const later = new Set(documentIds.slice(i + 1));
    return works.flatMap((other): [Work, Work][] => (own && later.has(other.id) && relationOf(own, other) ? [[own, other]] : []));
  });
  if (pairs.length === 0) return [];
  const distinct = new Set((await ports.related.distinct(ctx)).map((pair) => pair.join(' ')));
  return pairs.filter(([one, other]) => !distinct.has([one.id, other.id].sort().join(' ')));
}
