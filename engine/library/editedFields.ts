import type { Document } from '../../shared/domain/document.ts';
import type { DocumentFields, DocumentPatch } from '../ports/DocumentStore.ts';

const editable = ['title', 'authors', 'year', 'doi'] as const;

/** A document's edited fields once a person has said these too. */
export function withEdited(edited: Document['editedFields'], fields: DocumentFields): Document['editedFields'] {
  return editable.filter((name) => edited.includes(name) || fields[name] !== undefined);
}

/** Whether it says something a person may have edited. */
export function touchesEditable(patch: DocumentPatch): boolean {
  return editable.some((name) => patch[name] !== undefined);
}

/** The patch without what a person edited. */
export function withoutEdited(edited: Document['editedFields'], patch: DocumentPatch): DocumentPatch {
  const kept = { ...patch };
  for (const name of edited) delete kept[name];
  return kept;
}
