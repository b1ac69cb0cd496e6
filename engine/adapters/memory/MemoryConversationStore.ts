import type { Grounds } from '../../../shared/domain/answerBundle.ts';
import type { Scope } from '../../../shared/domain/collection.ts';
import type { Conversation, Turn } from '../../../shared/domain/conversation.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RequestContext } from '../../context.ts';
import { checkLimit, decodeCursor, encodeCursor } from '../../library/listCursor.ts';
import { searchableText, searchedWords } from '../../library/searchableText.ts';
import { storable } from '../../library/storableText.ts';
import type { ConversationPage, ConversationStore, NewTurn, TurnPatch } from '../../ports/ConversationStore.ts';

interface Stored {
  conversation: Omit<Conversation, 'turnCount'>;
  owner: string;
  removed: boolean;
  turns: Turn[];
}

/** Reference implementation; everything is copied on its way in and out. */
export class MemoryConversationStore implements ConversationStore {
  readonly #grounds = new Map<string, Grounds>();
  readonly #stored = new Map<string, Stored>();
  readonly #now: () => number;

  constructor(options: { now: () => number } = { now: Date.now }) {
    this.#now = options.now;
  }

  async create(ctx: RequestContext, given: { id: string; title: string; scope: Scope }): Promise<Conversation> {
    const now = this.#now();
    const own = { libraryId: ctx.libraryId, activeTurnId: null, createdAt: now, updatedAt: now };
    const stored = { conversation: { ...storable(given), ...own }, owner: ctx.principal.id, removed: false, turns: [] };
    this.#stored.set(given.id, stored);
    return shown(stored);
  }

  async get(ctx: RequestContext, id: string): Promise<Conversation | null> {
    const stored = this.#find(ctx, id);
    return stored ? shown(stored) : null;
  }

  async list(ctx: RequestContext, query: { query?: string; cursor?: string; limit: number }): Promise<ConversationPage> {
    checkLimit(query.limit);
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
    const words = searchedWords(query.query ?? '');
    const found = [...this.#stored.keys()]
      .flatMap((id) => this.#find(ctx, id) ?? [])
      .filter((stored) => words.every((word) => textsOf(stored).some((text) => text.includes(word))))
      .map(shown)
      .filter((conversation) => !after || newestFirst({ updatedAt: after.createdAt, id: after.id }, conversation) < 0)
      .sort(newestFirst);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    const more = last && found.length > query.limit;
    return { items, nextCursor: more ? encodeCursor({ createdAt: last.updatedAt, id: last.id }) : null };
  }

  async update(
    ctx: RequestContext,
    id: string,
    patch: { title?: string; scope?: Scope; activeTurnId?: string },
  ): Promise<Conversation> {
    const stored = this.#require(ctx, id);
    const { conversation, turns } = stored;
    if (patch.activeTurnId !== undefined && !turns.some((turn) => turn.id === patch.activeTurnId))
      throw new AppError('not_found');
    Object.assign(conversation, given(patch));
    if (patch.title !== undefined || patch.scope !== undefined) conversation.updatedAt = this.#now();
    return shown(stored);
  }

  async remove(ctx: RequestContext, id: string): Promise<void> {
    this.#require(ctx, id, { removed: true }).removed = true;
  }

  async restore(ctx: RequestContext, id: string): Promise<Conversation> {
    const stored = this.#require(ctx, id, { removed: true });
    stored.removed = false;
    return shown(stored);
  }

  async turns(ctx: RequestContext, conversationId: string): Promise<Turn[]> {
    const turns = structuredClone(this.#find(ctx, conversationId)?.turns ?? []);
    return turns.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  async grounds(ctx: RequestContext, turnId: string): Promise<Grounds | null> {
    const own = [...this.#stored.keys()].flatMap((key) => this.#find(ctx, key) ?? []);
    const known = own.some(({ turns }) => turns.some(({ id }) => id === turnId));
    return known ? structuredClone(this.#grounds.get(turnId) ?? null) : null;
  }

  async addTurn(ctx: RequestContext, added: NewTurn): Promise<Turn> {
    const stored = this.#require(ctx, added.conversationId);
    if (added.parentId !== null && !stored.turns.some((turn) => turn.id === added.parentId)) throw new AppError('not_found');
    const createdAt = this.#now();
    const nothingYet = { state: 'running', evidence: [], text: '', answer: null, error: null, finishedAt: null } as const;
    const turn: Turn = { ...storable(added), ...nothingYet, evidence: [], createdAt };
    stored.turns.push(turn);
    Object.assign(stored.conversation, { activeTurnId: turn.id, updatedAt: createdAt });
    return structuredClone(turn);
  }

  async updateTurn(ctx: RequestContext, id: string, patch: TurnPatch): Promise<Turn | null> {
    const own = [...this.#stored.keys()].flatMap((key) => this.#find(ctx, key, { removed: true }) ?? []);
    const turn = own.flatMap(({ turns }) => turns).find((one) => one.id === id);
    if (!turn) return null;
    const { grounds, ...rest } = patch;
    if (grounds) this.#grounds.set(id, storable(grounds));
    return structuredClone(Object.assign(turn, given(rest)));
  }

  async stopRunning(ctx: RequestContext): Promise<number> {
    const turns = [...this.#stored.values()]
      .filter(({ conversation }) => conversation.libraryId === ctx.libraryId)
      .flatMap(({ turns }) => turns)
      .filter((turn) => turn.state === 'running');
    for (const turn of turns) Object.assign(turn, { state: 'stopped', finishedAt: this.#now() });
    return turns.length;
  }

  #find(ctx: RequestContext, id: string, also = { removed: false }): Stored | undefined {
    const stored = this.#stored.get(id);
    if (stored?.owner !== ctx.principal.id || stored.conversation.libraryId !== ctx.libraryId) return undefined;
    return stored.removed && !also.removed ? undefined : stored;
  }

  #require(ctx: RequestContext, id: string, also = { removed: false }): Stored {
    const stored = this.#find(ctx, id, also);
    if (!stored) throw new AppError('not_found');
    return stored;
  }
}

function shown({ conversation, turns }: Stored): Conversation {
  return structuredClone({ ...conversation, turnCount: turns.length });
}

/** What a patch names, copied. */
function given<T extends object>(patch: T): Partial<T> {
  return Object.fromEntries(Object.entries(storable(patch)).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function textsOf({ conversation, turns }: Stored): string[] {
  return [conversation.title, ...turns.flatMap(({ question, text }) => [question, text])].map(searchableText);
}

function newestFirst(a: Pick<Conversation, 'updatedAt' | 'id'>, b: Pick<Conversation, 'updatedAt' | 'id'>): number {
  return b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
