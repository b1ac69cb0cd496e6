import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CitationStore } from '../../engine/ports/CitationStore.ts';
import type { DocumentStore } from '../../engine/ports/DocumentStore.ts';
import type { Reference } from '../../shared/domain/inspection.ts';
import { testContext } from './testContext.ts';

export interface CitationStoreUnderTest {
  documents: DocumentStore;
  citations: CitationStore;
  close(): Promise<void>;
}

const ours = testContext('ours');
const theirs = testContext('theirs');

/** `open` gives empty stores over the same libraries. */
export function defineCitationStoreContract(name: string, open: () => Promise<CitationStoreUnderTest>): void {
  describe(`CitationStore contract: ${name}`, () => {
    let subject: CitationStoreUnderTest;
    let documents: DocumentStore;
    let store: CitationStore;
    beforeEach(async () => {
      subject = await open();
      ({ documents, citations: store } = subject);
      await documents.ensureLibrary(ours, 'Ours');
      await documents.ensureLibrary(theirs, 'Theirs');
    });
    afterEach(() => subject.close());

    const entry = (title: string | null, doi: string | null = null): Reference => ({
      text: `${title} ${doi}`,
      page: 7,
      doi,
      title,
      year: 2001,
    });
    let revisions = 0;
    async function read(id: string, references: Reference[], ctx = ours) {
      const { activeRevisionId } = (await documents.get(ctx, id))!;
      const revision = `r${(revisions++).toString().padStart(4, '0')}`;
      await documents.beginRevision(ctx, id, { id: revision, parser: 'test-1' });
      await documents.saveReading(ctx, revision, { abstract: '', venue: '', arxivId: null, sections: [], references });
      await documents.activateRevision(ctx, revision, activeRevisionId);
    }
    async function add(id: string, title: string, references: Reference[] = [], more: { doi?: string } = {}, ctx = ours) {
      const file = { source: 'file', fileName: id, localPath: null, sizeBytes: 1 } as const;
      await documents.insert(ctx, { id, title, blobHash: id.padStart(64, '0'), ...file });
      await documents.update(ctx, id, more);
      await read(id, references, ctx);
    }
    const pairs = async (id?: string, ctx = ours) =>
      (await store.candidates(ctx, id)).map(({ citingId, citedId }) => `${citingId} → ${citedId}`);
    const unowned = async (query: Partial<{ least: number; limit: number }> = {}, ctx = ours) =>
      (await store.unowned(ctx, { least: 2, limit: 10, ...query })).map(
        ({ citingId, reference }) => `${citingId} ${reference.title ?? reference.doi}`,
      );

    it('names the references that share a DOI or a title with a document, as they are', async () => {
      await add('maize', 'The Yield of Maize', [], { doi: '10.1000/MAIZE' });
      const listed = [entry('Other'), entry(null, '10.1000/maize'), entry('The yield of maize.')];
      await add('review', 'A Review', listed);
      expect(await store.candidates(ours)).toEqual([
        { citingId: 'review', citedId: 'maize', reference: listed[1] },
        { citingId: 'review', citedId: 'maize', reference: listed[2] },
      ]);
    });

    it('names those to and from one document', async () => {
      await add('a', 'About Apples', [entry('About berries'), entry('About apples')]);
      await add('b', 'About Berries', [entry('About cherries')]);
      await add('c', 'About Cherries', []);
      expect(await pairs()).toEqual(['a → b', 'b → c']);
      expect(await pairs('b')).toEqual(['a → b', 'b → c']);
      expect(await pairs('c')).toEqual(['b → c']);
      expect(await pairs('nobody')).toEqual([]);
    });

    it('knows a document by the title and DOI it has now', async () => {
      await add('a', 'scan0001', []);
      await add('b', 'About Berries', [entry('About apples'), entry(null, '10.1000/a')]);
      expect(await pairs()).toEqual([]);
      await documents.edit(ours, 'a', { title: 'About Apples', doi: 'https://doi.org/10.1000/A' });
      expect(await pairs()).toEqual(['b → a', 'b → a']);
    });

    it('looks at active revisions alone', async () => {
      await add('a', 'About Apples');
      await add('b', 'About Berries', [entry('About apples')]);
      await read('b', [entry('About cherries')]);
      expect(await pairs()).toEqual([]);
    });

    it('does not see the trash, nor another library', async () => {
      await add('a', 'About Apples');
      await add('b', 'About Berries', [entry('About apples')]);
      await add('t', 'About Thyme', [entry('About apples')], {}, theirs);
      expect(await pairs()).toEqual(['b → a']);
      expect(await pairs(undefined, theirs)).toEqual([]);
      await documents.trash(ours, 'a');
      expect(await pairs()).toEqual([]);
      await documents.restore(ours, 'a');
      await documents.trash(ours, 'b');
      expect(await pairs()).toEqual([]);
      await documents.purge(ours, 'b');
      expect(await pairs()).toEqual([]);
    });

    it('names what several documents list and none is, one that is listed twice by one counted once', async () => {
      const soil = entry('Soils of the world');
      await add('a', 'About Apples', [soil, entry('Only here'), entry('About berries')]);
      await add('b', 'About Berries', [entry('SOILS of the world'), entry(null, '10.1000/x')]);
      await add('c', 'About Cherries', [entry('Twice'), entry('Twice'), entry(null, '10.1000/X'), entry('About berries')]);
      expect(await unowned()).toEqual(['a Soils of the world', 'b SOILS of the world', 'b 10.1000/x', 'c 10.1000/X']);
      expect(await unowned({ least: 3 })).toEqual([]);
      await add('s', 'Soils of the World');
      expect(await unowned()).toEqual(['b 10.1000/x', 'c 10.1000/X']);
      await documents.trash(ours, 's');
      expect(await unowned({ limit: 1 })).toHaveLength(4);
      expect(await unowned({}, theirs)).toEqual([]);
    });

    // The library has it without its DOI: it is not missing.
    it('leaves out what the library has under the other key', async () => {
      const soil = entry('Soils of the world', '10.1000/soil');
      for (const id of ['a', 'b', 'c']) await add(id, `Paper ${id}`, [soil]);
      expect(await unowned()).toHaveLength(3);
      await add('s', 'Soils of the World');
      expect(await unowned()).toEqual([]);
    });
  });
}
