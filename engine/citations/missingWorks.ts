import type { MissingWork } from '../../shared/domain/citation.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { doiKey, titleKey } from '../library/workKeys.ts';
import type { ListedReference } from '../ports/CitationStore.ts';
import { tellingTitle } from './citesWork.ts';

/** A work one paper cites is that paper's business; what two cite may be worth having. */
const least = 2;

/** The works that most papers of the library cite and it does not hold, most cited first. */
export async function missingWorks(
  ports: Pick<EnginePorts, 'citations'>,
  ctx: RequestContext,
  limit: number,
): Promise<MissingWork[]> {
  // A work may be listed under a DOI here and by its title there: two keys, one work.
  const references = await ports.citations.unowned(ctx, { least, limit: 2 * limit });
  return groupsOf(references)
    .map(workOf)
    .filter(({ citingIds }) => citingIds.length >= least)
    .sort((a, b) => b.citingIds.length - a.citingIds.length || (a.text < b.text ? -1 : 1))
    .slice(0, limit);
}

/** The references that share a DOI or a telling title; those with different DOIs stay apart. */
function groupsOf(references: ListedReference[]): ListedReference[][] {
  const byDoi = Map.groupBy(
    references.filter(({ reference }) => doiKey(reference.doi) !== null),
    ({ reference }) => doiKey(reference.doi),
  );
  const groups = new Set(byDoi.values());
  const byTitle = new Map<string, ListedReference[]>();
  for (const group of groups) for (const { reference } of group) byTitle.set(titleOf(reference.title), group);
  for (const one of references) {
    const title = titleOf(one.reference.title);
    if (doiKey(one.reference.doi) !== null || title.length < tellingTitle) continue;
    const group = byTitle.get(title) ?? [];
    group.push(one);
    byTitle.set(title, group);
    groups.add(group);
  }
  return [...groups];
}

function workOf(group: ListedReference[]): MissingWork {
  const references = group.map(({ reference }) => reference);
  return {
    doi: most(references.map(({ doi }) => doi)),
    title: most(references.map(({ title }) => title)),
    year: most(references.map(({ year }) => year)),
    text: most(references.map(({ text }) => text)) ?? '',
    citingIds: [...new Set(group.map(({ citingId }) => citingId))],
  };
}

/** What most say, of those that say something. */
function most<T>(values: (T | null)[]): T | null {
  const counts = Map.groupBy(
    values.filter((value) => value !== null),
    (value) => value,
  );
  return [...counts.entries()].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null;
}

const titleOf = (title: string | null) => titleKey(title ?? '') ?? '';
