import type { Collection, Scope, Tag } from '../../../shared/domain/collection.ts';
import type { Document } from '../../../shared/domain/document.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { tagKey, withDescendants } from '../../library/collectionTree.ts';
import { storable } from '../../library/storableText.ts';
import type { CollectionStore, Emptied } from '../../ports/CollectionStore.ts';
import type { MemoryDocumentStore } from './MemoryDocumentStore.ts';

interface StoredSets {
  collections: Map<string, Collection>;
  tags: Map<string, Tag>;
}

/** Reference implementation; what a document is in stands on the document. */
export class MemoryCollectionStore implements CollectionStore {
  readonly #documents: MemoryDocumentStore;
  readonly #now: () => number;
  readonly #libraries = new Map<string, StoredSets>();

  constructor(documents: MemoryDocumentStore, options: { now: () => number } = { now: Date.now }) {
    this.#documents = documents;
    this.#now = options.now;
  }

  async listCollections(ctx: RequestContext): Promise<Collection[]> {
    return structuredClone([...this.#of(ctx).collections.values()].sort(byCreation));
  }

  async createCollection(ctx: RequestContext, given: Pick<Collection, 'id' | 'name' | 'parentId'>): Promise<Collection> {
    const { collections } = this.#of(ctx);
    const existing = collections.get(given.id);
    if (existing) return structuredClone(existing);
    if (given.parentId !== null) required(collections, given.parentId);
    return structuredClone(added(collections, this.#made(ctx, given)));
  }

  async updateCollection(
    ctx: RequestContext,
    id: string,
    patch: { name?: string; parentId?: string | null },
  ): Promise<Collection> {
    const { collections } = this.#of(ctx);
    const collection = required(collections, id);
    if (typeof patch.parentId === 'string') {
      required(collections, patch.parentId);
      if (withDescendants([...collections.values()], [id]).has(patch.parentId)) throw new AppError('conflict');
    }
    return structuredClone(this.#change(collection, patch));
  }

  async removeCollection(ctx: RequestContext, id: string): Promise<Emptied[]> {
    const { collections } = this.#of(ctx);
    required(collections, id);
    return [...withDescendants([...collections.values()], [id])].map((gone) => {
      collections.delete(gone);
      return { id: gone, documentIds: this.#setMembers(ctx, 'collectionIds', gone, this.#all(ctx), false) };
    });
  }

  async assignCollection(ctx: RequestContext, id: string, documentIds: string[], member: boolean): Promise<string[]> {
    required(this.#of(ctx).collections, id);
    return this.#setMembers(ctx, 'collectionIds', id, documentIds, member);
  }

  async listTags(ctx: RequestContext): Promise<Tag[]> {
    return structuredClone([...this.#of(ctx).tags.values()].sort(byCreation));
  }

  async createTag(ctx: RequestContext, given: Pick<Tag, 'id' | 'name' | 'color'>): Promise<{ tag: Tag; created: boolean }> {
    const existing = this.#named(ctx, given.name);
    return { tag: structuredClone(existing ?? added(this.#of(ctx).tags, this.#made(ctx, given))), created: !existing };
  }

  async updateTag(ctx: RequestContext, id: string, patch: { name?: string; color?: Tag['color'] }): Promise<Tag> {
    const tag = required(this.#of(ctx).tags, id);
    const other = patch.name === undefined ? undefined : this.#named(ctx, patch.name);
    if (other && other !== tag) throw new AppError('conflict');
    return structuredClone(this.#change(tag, patch));
  }

  async removeTag(ctx: RequestContext, id: string): Promise<Emptied> {
    required(this.#of(ctx).tags, id);
    this.#of(ctx).tags.delete(id);
    return { id, documentIds: this.#setMembers(ctx, 'tagIds', id, this.#all(ctx), false) };
  }

  async assignTag(ctx: RequestContext, id: string, documentIds: string[], tagged: boolean): Promise<string[]> {
    required(this.#of(ctx).tags, id);
    return this.#setMembers(ctx, 'tagIds', id, documentIds, tagged);
  }

  async documentIdsIn(ctx: RequestContext, scope: Scope): Promise<string[] | null> {
    const { collectionIds, tagIds, documentIds } = scope;
    if (collectionIds.length + tagIds.length + documentIds.length === 0) return null;
    const collections = withDescendants([...this.#of(ctx).collections.values()], collectionIds);
    const tags = new Set(tagIds);
    const named = new Set(documentIds);
    const within = (document: Document) =>
      named.has(document.id) ||
      document.collectionIds.some((id) => collections.has(id)) ||
      document.tagIds.some((id) => tags.has(id));
    const documents = [...this.#documents.stored(ctx).values()];
    return documents.filter((document) => document.deletedAt === null && within(document)).map(({ id }) => id);
  }

  #of(ctx: RequestContext): StoredSets {
    const sets = this.#libraries.get(ctx.libraryId) ?? { collections: new Map(), tags: new Map() };
    this.#libraries.set(ctx.libraryId, sets);
    return sets;
  }

  #all(ctx: RequestContext): string[] {
    return [...this.#documents.stored(ctx).keys()];
  }

  #named(ctx: RequestContext, name: string): Tag | undefined {
    return [...this.#of(ctx).tags.values()].find((tag) => tagKey(tag.name) === tagKey(name));
  }

  #made<T extends object>(ctx: RequestContext, given: T): T & { libraryId: string; createdAt: number; updatedAt: number } {
    return { ...storable(given), libraryId: ctx.libraryId, createdAt: this.#now(), updatedAt: this.#now() };
  }

  #change<T extends object>(target: T, patch: object): T {
    const given = Object.entries(storable(patch)).filter(([, value]) => value !== undefined);
    return Object.assign(target, Object.fromEntries(given), { updatedAt: this.#now() });
  }

  #setMembers(
    ctx: RequestContext,
    field: 'collectionIds' | 'tagIds',
    id: string,
    documentIds: string[],
    member: boolean,
  ): string[] {
    return [...new Set(documentIds)].filter((documentId) => {
      const document = this.#documents.stored(ctx).get(documentId);
      if (!document || document[field].includes(id) === member) return false;
      document[field] = member ? [...document[field], id].sort() : document[field].filter((other) => other !== id);
      return true;
    });
  }
}

function required<T>(items: ReadonlyMap<string, T>, id: string): T {
  const item = items.get(id);
  if (!item) throw new AppError('not_found');
  return item;
}

function added<T extends { id: string }>(items: Map<string, T>, item: T): T {
  items.set(item.id, item);
  return item;
}

function byCreation(a: Collection | Tag, b: Collection | Tag): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
