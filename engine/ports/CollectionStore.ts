import type { Collection, Scope, Tag } from '../../shared/domain/collection.ts';
import type { RequestContext } from '../context.ts';

/** What was deleted, and the documents that were in it or carried it. */
export interface Emptied {
  id: string;
  documentIds: string[];
}

/**
 * Collections and tags of libraries, and which documents are in them. Every read and write is confined to `ctx.libraryId`: another library's
 * id behaves like one that does not exist. Documents carry what they are in (`collectionIds`, `tagIds`), in the trash too; a purge ends it.
 *
 * Errors: `not_found` for an unknown collection or tag in a write.
 */
export interface CollectionStore {
  /** By creation. */
  listCollections(ctx: RequestContext): Promise<Collection[]>;
  /** Errors: `not_found` for an unknown parent. Creating it again with the same id returns the one that is there. */
  createCollection(ctx: RequestContext, collection: Pick<Collection, 'id' | 'name' | 'parentId'>): Promise<Collection>;
  /** Changes what is given. Errors: `conflict` when it would come to lie in itself, `not_found` for an unknown parent. */
  updateCollection(
    ctx: RequestContext,
    id: string,
    patch: { name?: string | undefined; parentId?: string | null | undefined },
  ): Promise<Collection>;
  /** Deletes it and those that lie in it, not their documents. Returns all that went. */
  removeCollection(ctx: RequestContext, id: string): Promise<Emptied[]>;
  /** Puts documents in (`member`) or takes them out; returns those for which that was a change. Unknown documents are passed over. */
  assignCollection(ctx: RequestContext, id: string, documentIds: string[], member: boolean): Promise<string[]>;

  /** By creation. */
  listTags(ctx: RequestContext): Promise<Tag[]>;
  /** Names differ in more than case: where one of that name is there, nothing is written and it is returned. */
  createTag(ctx: RequestContext, tag: Pick<Tag, 'id' | 'name' | 'color'>): Promise<{ tag: Tag; created: boolean }>;
  /** Changes what is given. Errors: `conflict` for the name of another tag. */
  updateTag(
    ctx: RequestContext,
    id: string,
    patch: { name?: string | undefined; color?: Tag['color'] | undefined },
  ): Promise<Tag>;
  removeTag(ctx: RequestContext, id: string): Promise<Emptied>;
  /** Puts a tag on documents or takes it off; returns those for which that was a change. Unknown documents are passed over. */
  assignTag(ctx: RequestContext, id: string, documentIds: string[], tagged: boolean): Promise<string[]>;

  /**
   * The documents of a scope, each once, without those in the trash: those in any of its collections or what lies in these, with any of
   * its tags, or named. Unknown ids add none. Null for all of the library: a scope that names nothing.
   */
  documentIdsIn(ctx: RequestContext, scope: Scope): Promise<string[] | null>;
}
