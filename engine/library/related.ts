import type { Document } from '../../shared/domain/document.ts';
import type { DuplicateGroup, RelatedDocument, Relation } from '../../shared/domain/related.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { relationOf, type Work, workOf } from './sameWork.ts';

/** What seems to be the same work as a document, oldest first. */
export async function relatedTo(ports: EnginePorts, ctx: RequestContext, id: string): Promise<RelatedDocument[]> {
  const found = (await ports.related.sharing(ctx, id)).map(workOf);
  const own = found.find((work) => work.id === id);
  if (!own) return [];
  const distinct = new Set((await ports.related.distinct(ctx, id)).flat());
  const related = found.map(async (other) => {
    const relation = other === own ? null : relationOf(own, other);
    const document: Document | null = relation && (await ports.documents.get(ctx, other.id));
    return relation && document ? [{ document, relation, distinct: distinct.has(other.id) }] : [];
  });
  return (await Promise.all(related)).flat();
}

/** Tells when a document that was just read seems to be one the library already has. */
export async function tellRelated(ports: EnginePorts, ctx: RequestContext, documentId: string): Promise<void> {
  const related = (await relatedTo(ports, ctx, documentId)).filter(
    ({ document, distinct }) => !distinct && document.deletedAt === null,
  );
  const relatedIds = related.map(({ document }) => document.id);
  if (relatedIds.length > 0) ports.events.publish({ type: 'related.found', libraryId: ctx.libraryId, documentId, relatedIds });
}

/** All works the library seems to have more than once: what is related directly or through others is one group. */
export async function duplicateGroups(ports: EnginePorts, ctx: RequestContext): Promise<DuplicateGroup[]> {
  const works = (await ports.related.allSharing(ctx)).map(workOf);
  const distinct = new Set((await ports.related.distinct(ctx)).map(pairName));
  const groupOf = new Map<string, { members: Work[]; relations: Set<Relation> }>();
  for (const one of works) groupOf.set(one.id, { members: [one], relations: new Set() });
  for (const [one, other] of pairsSharing(works)) {
    const relation = relationOf(one, other);
    if (!relation || distinct.has(pairName([one.id, other.id]))) continue;
    const [group, joined] = [groupOf.get(one.id)!, groupOf.get(other.id)!];
    group.relations.add(relation);
    if (group === joined) continue;
    group.members.push(...joined.members);
    for (const more of joined.relations) group.relations.add(more);
    for (const member of joined.members) groupOf.set(member.id, group);
  }
  const order = new Map(works.map(({ id }, i) => [id, i]));
  return [...new Set(groupOf.values())]
    .filter(({ members }) => members.length > 1)
    .map(({ members, relations }) => ({
      documentIds: members.map(({ id }) => id).sort((a, b) => order.get(a)! - order.get(b)!),
      relations: [...relations],
    }));
}

/** Each two that share a key; some come twice. */
function* pairsSharing(works: Work[]): Generator<[Work, Work]> {
  for (const key of ['doiKey', 'arxivId', 'titleKey'] as const) {
    for (const [value, sharing] of Map.groupBy(works, (work) => work[key])) {
      if (value === null) continue;
      for (const [i, one] of sharing.entries()) for (const other of sharing.slice(i + 1)) yield [one, other];
    }
  }
}

const pairName = (pair: [string, string]) => [...pair].sort().join(' ');
