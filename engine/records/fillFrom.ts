import { basename, extname } from 'node:path';
import type { Document } from '../../shared/domain/document.ts';
import type { DocumentRecord, WorkRecord } from '../../shared/domain/record.ts';
import { familyKey } from '../library/workKeys.ts';
import type { DocumentFields } from '../ports/DocumentStore.ts';

type Fields = Pick<Document, 'title' | 'authors' | 'year' | 'doi'>;

/** Whether no title was read of a file, so that its name stands in. */
export function isFileName(title: string, fileName: string): boolean {
  return title === basename(fileName, extname(fileName));
}

/**
 * What of a document a record fills: fields that are empty, a title that is the file's name, and a list of authors of which only some were read.
 * What was read otherwise stays, and so does what a person edited.
 */
export function fillFrom(
  record: WorkRecord,
  document: Fields & Pick<Document, 'editedFields' | 'fileName'>,
): { fields: DocumentFields; filled: DocumentRecord['filled'] } {
  const fields: DocumentFields = {};
  if (record.title && isFileName(document.title, document.fileName)) fields.title = record.title;
  if (isMore(record.authors, document.authors)) fields.authors = record.authors;
  if (document.year === null && record.year !== null) fields.year = record.year;
  if (document.doi === null && record.doi !== null) fields.doi = record.doi;
  for (const name of document.editedFields) delete fields[name];
  return { fields, filled: Object.keys(fields) as DocumentRecord['filled'] };
}

/** All authors read are the record's, and it has more. */
function isMore(theirs: readonly string[], ours: readonly string[]): boolean {
  const families = new Set(theirs.map(familyKey));
  return theirs.length > ours.length && ours.every((name) => families.has(familyKey(name)));
}
