import type { Document } from '../../shared/domain/document.ts';
import { foldText } from './foldText.ts';
import { familyKey } from './workKeys.ts';

type Named = Pick<Document, 'id' | 'title' | 'authors' | 'year'>;

const unimportant = new Set(['the', 'and', 'for', 'from', 'with', 'des', 'der', 'die', 'das', 'une', 'los', 'las']);

/**
 * Citation keys (`smith2020maize`) by document id. Where several papers would have the same, the first one given has it and the others are numbered: of a
 * whole library, oldest first, keys are the same in every export, and papers added later change none.
 */
export function bibtexKeys(documents: readonly Named[]): Map<string, string> {
  const taken = new Set<string>();
  const keys = new Map<string, string>();
  for (const document of documents) {
    const wanted = keyOf(document);
    let key = wanted;
    for (let n = 2; taken.has(key); n++) key = `${wanted}-${n}`;
    taken.add(key);
    keys.set(document.id, key);
  }
  return keys;
}

/** Letters and digits alone: other signs end a key. */
function keyOf({ title, authors, year, id }: Named): string {
  const words = foldText(title).text.match(/[a-z0-9]{3,}/g) ?? [];
  const word = words.find((one) => !unimportant.has(one)) ?? '';
  const family = familyKey(authors[0] ?? '').replaceAll(/[^a-z0-9]/g, '');
  return `${family}${year ?? ''}${word}` || `paper${id.toLowerCase().slice(-6)}`;
}
