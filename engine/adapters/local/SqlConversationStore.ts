import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import type { Grounds } from '../../../shared/domain/answerBundle.ts';
import type { Scope } from '../../../shared/domain/collection.ts';
import type { Conversation, Turn } from '../../../shared/domain/conversation.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { checkLimit, decodeCursor, encodeCursor } from '../../library/listCursor.ts';
import { searchedWords } from '../../library/searchableText.ts';
import { storable } from '../../library/storableText.ts';
import type { ConversationPage, ConversationStore, NewTurn, TurnPatch } from '../../ports/ConversationStore.ts';
import type { Logger } from '../../ports/Logger.ts';
import { newTurnRow, shownColumns, titleColumns, toConversation, toGrounds, toTurn, turnColumns } from './conversationRows.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** The ConversationStore in a SQL database; portable SQL only. */
export class SqlConversationStore implements ConversationStore {
  readonly #db: Kysely<Schema>;
  readonly #log: Logger;
  readonly #now: () => number;

  constructor(db: Kysely<Schema>, options: { log: Logger; now?: () => number }) {
    this.#db = db;
    this.#log = options.log;
    this.#now = options.now ?? Date.now;
  }

  async create(ctx: RequestContext, { id, title, scope }: { id: string; title: string; scope: Scope }): Promise<Conversation> {
    const now = this.#now();
    const row = { id, ...titleColumns(title), scope: JSON.stringify(storable(scope)), active_turn_id: null };
    const own = { library_id: ctx.libraryId, user_id: ctx.principal.id, created_at: now, updated_at: now, deleted_at: null };
    await this.#db
      .insertInto('conversations')
      .values({ ...row, ...own })
      .execute();
    return await this.#require(this.#db, ctx, id);
  }

  async get(ctx: RequestContext, id: string): Promise<Conversation | null> {
    return await this.#find(this.#db, ctx, id);
  }

  async list(
    ctx: RequestContext,
    { query = '', cursor, limit }: { query?: string; cursor?: string; limit: number },
  ): Promise<ConversationPage> {
    checkLimit(limit);
    let select = ownConversations(this.#db, ctx).where('deleted_at', 'is', null);
    for (const word of searchedWords(query)) select = select.where((eb) => holdsWord(eb, word));
    if (cursor !== undefined) {
      const { createdAt: updatedAt, id } = decodeCursor(cursor);
      select = select.where((eb) => eb(eb.refTuple('updated_at', 'id'), '<', eb.tuple(updatedAt, id)));
    }
    // One more than asked for tells whether there is a next page.
    const rows = await select
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    const items = rows.slice(0, limit).map((row) => toConversation(row, this.#log));
    const last = items.at(-1);
    const more = last && rows.length > limit;
    return { items, nextCursor: more ? encodeCursor({ createdAt: last.updatedAt, id: last.id }) : null };
  }

  async update(
    ctx: RequestContext,
    id: string,
    { title, scope, activeTurnId }: { title?: string; scope?: Scope; activeTurnId?: string },
  ): Promise<Conversation> {
    return await this.#db.transaction().execute(async (trx) => {
      const { updatedAt } = await this.#require(trx, ctx, id);
      if (activeTurnId !== undefined) await requireTurn(trx, id, activeTurnId);
      await trx
        .updateTable('conversations')
        .set({
          ...(title === undefined ? {} : titleColumns(title)),
          ...(scope === undefined ? {} : { scope: JSON.stringify(storable(scope)) }),
          ...(activeTurnId === undefined ? {} : { active_turn_id: activeTurnId }),
          updated_at: title === undefined && scope === undefined ? updatedAt : this.#now(),
        })
        .where('id', '=', id)
        .execute();
      return await this.#require(trx, ctx, id);
    });
  }

  async remove(ctx: RequestContext, id: string): Promise<void> {
    await this.#setDeletedAt(ctx, id, this.#now());
  }

  async restore(ctx: RequestContext, id: string): Promise<Conversation> {
    await this.#setDeletedAt(ctx, id, null);
    return await this.#require(this.#db, ctx, id);
  }

  async turns(ctx: RequestContext, conversationId: string): Promise<Turn[]> {
    const rows = await this.#db
      .selectFrom('turns')
      .select(shownColumns)
      .where('conversation_id', '=', conversationId)
      .where('conversation_id', 'in', ownConversations(this.#db, ctx).where('deleted_at', 'is', null).clearSelect().select('id'))
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map((row) => toTurn(row, this.#log));
  }

  async grounds(ctx: RequestContext, turnId: string): Promise<Grounds | null> {
    const row = await this.#db
      .selectFrom('turns')
      .select(['id', 'grounds'])
      .where('id', '=', turnId)
      .where('conversation_id', 'in', ownConversations(this.#db, ctx).where('deleted_at', 'is', null).clearSelect().select('id'))
      .executeTakeFirst();
    return row ? toGrounds(row, this.#log) : null;
  }

  async addTurn(ctx: RequestContext, turn: NewTurn): Promise<Turn> {
    return await this.#db.transaction().execute(async (trx) => {
      await this.#require(trx, ctx, turn.conversationId);
      if (turn.parentId !== null) await requireTurn(trx, turn.conversationId, turn.parentId);
      const now = this.#now();
      const row = await trx
        .insertInto('turns')
        .values(newTurnRow(ctx.libraryId, turn, now))
        .returning(shownColumns)
        .executeTakeFirstOrThrow();
      await trx
        .updateTable('conversations')
        .set({ active_turn_id: turn.id, updated_at: now })
        .where('id', '=', turn.conversationId)
        .execute();
      return toTurn(row, this.#log);
    });
  }

  async updateTurn(ctx: RequestContext, id: string, patch: TurnPatch): Promise<Turn | null> {
    const columns = turnColumns(patch);
    const own = ownConversations(this.#db, ctx).clearSelect().select('id');
    const row = await this.#db
      .updateTable('turns')
      // An update needs a column; this one stays as it is.
      .set((eb) => ({ id: eb.ref('id'), ...columns }))
      .where('id', '=', id)
      .where('conversation_id', 'in', own)
      .returning(shownColumns)
      .executeTakeFirst();
    return row ? toTurn(row, this.#log) : null;
  }

  async stopRunning(ctx: RequestContext): Promise<number> {
    const stopped = await this.#db
      .updateTable('turns')
      .set({ state: 'stopped', finished_at: this.#now() })
      .where('library_id', '=', ctx.libraryId)
      .where('state', '=', 'running')
      .executeTakeFirst();
    return Number(stopped.numUpdatedRows);
  }

  async #setDeletedAt(ctx: RequestContext, id: string, deletedAt: number | null): Promise<void> {
    const { numUpdatedRows } = await this.#db
      .updateTable('conversations')
      .set({ deleted_at: deletedAt })
      .where('id', '=', id)
      .where('library_id', '=', ctx.libraryId)
      .where('user_id', '=', ctx.principal.id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('not_found');
  }

  async #find(db: Db, ctx: RequestContext, id: string): Promise<Conversation | null> {
    const row = await ownConversations(db, ctx).where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
    return row ? toConversation(row, this.#log) : null;
  }

  async #require(db: Db, ctx: RequestContext, id: string): Promise<Conversation> {
    const conversation = await this.#find(db, ctx, id);
    if (!conversation) throw new AppError('not_found', { message: 'This conversation is not there.' });
    return conversation;
  }
}

function ownConversations(db: Db, ctx: RequestContext) {
  return db
    .selectFrom('conversations')
    .selectAll('conversations')
    .select((eb) =>
      eb
        .selectFrom('turns')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('turns.conversation_id', '=', 'conversations.id')
        .$asScalar()
        .$notNull()
        .as('turn_count'),
    )
    .where('conversations.library_id', '=', ctx.libraryId)
    .where('conversations.user_id', '=', ctx.principal.id);
}

/** Its title, or one of its turns, holds the word. */
function holdsWord(eb: ExpressionBuilder<Schema, 'conversations'>, word: string) {
  const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const like = (column: 'searched_title' | 'turns.searched_question' | 'turns.searched_text') =>
    sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
  const turns = eb
    .selectFrom('turns')
    .select('turns.id')
    .whereRef('turns.conversation_id', '=', 'conversations.id')
    .where((turn) => turn.or([like('turns.searched_question'), like('turns.searched_text')]));
  return eb.or([like('searched_title'), eb.exists(turns)]);
}

async function requireTurn(db: Db, conversationId: string, id: string): Promise<void> {
  const turn = await db
    .selectFrom('turns')
    .select('id')
    .where('id', '=', id)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  if (!turn) throw new AppError('not_found', { message: 'This turn is not in the conversation.' });
}
