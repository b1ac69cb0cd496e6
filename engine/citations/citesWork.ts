import type { Document } from '../../shared/domain/document.ts';
import type { Reference } from '../../shared/domain/inspection.ts';
import { foldText } from '../library/foldText.ts';
import { doiKey, familyKey, titleKey } from '../library/workKeys.ts';

/** Letters of a title that tell a work by itself; shorter ones are those of many. */
export const tellingTitle = 20;
/** A preprint, or the year online, may be the one before. */
const mostYearsApart = 1;

/** Whether an entry of a list of references is this work: by its DOI, else by its title, year and an author. What is not plain is none. */
export function citesWork(reference: Reference, work: Pick<Document, 'title' | 'authors' | 'year' | 'doi'>): boolean {
  const [named, own] = [doiKey(reference.doi), doiKey(work.doi)];
  if (named !== null && own !== null) return named === own;
  const key = titleKey(reference.title ?? '');
  if (key === null || key.length < tellingTitle || key !== titleKey(work.title)) return false;
  const apart = reference.year === null || work.year === null ? 0 : Math.abs(reference.year - work.year);
  if (apart > mostYearsApart) return false;
  if (work.authors.length === 0) return reference.year !== null && apart === 0;
  const listed = foldText(reference.text).text.replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return work.authors.map(familyKey).some((family) => family.length > 1 && listed.includes(family));
}
