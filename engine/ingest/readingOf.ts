import type { Reading } from '../ports/DocumentStore.ts';
import type { ParsedDocument, ParsedPage } from '../ports/Parser.ts';
import { abstractOf } from './abstract.ts';
import { arxivIdOf } from './doi.ts';
import type { Metadata } from './metadata.ts';
import { outlineOf } from './outline.ts';
import { referencesOf } from './references.ts';
import { venueOf } from './venue.ts';

/** What a paper tells beyond what its row in a list shows; what is not plain stays empty. */
export function readingOf(
  { parsed, pages }: { parsed: ParsedDocument; pages: readonly ParsedPage[] },
  { title, doi }: Pick<Metadata, 'title' | 'doi'>,
): Reading {
  return {
    abstract: abstractOf(pages, title),
    venue: venueOf(pages, title, parsed.running),
    arxivId: arxivIdOf(pages, parsed.running),
    sections: outlineOf(pages, title),
    references: referencesOf(pages, doi),
  };
}
