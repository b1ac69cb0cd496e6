import type { Grounds } from '../../shared/domain/answerBundle.ts';
import type { Scope } from '../../shared/domain/collection.ts';
import type { Conversation, Turn } from '../../shared/domain/conversation.ts';
import type { Answer, Citation, GeneratorId } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';

export interface NewTurn {
  id: string;
  conversationId: string;
  /** The turn it follows; null for a first question. */
  parentId: string | null;
  question: string;
  generator: GeneratorId;
}

/** What becomes of a turn; its question and its place do not change. */
export interface TurnPatch {
  state?: Turn['state'];
  evidence?: Citation[];
  text?: string;
  answer?: Answer | null;
  error?: Turn['error'];
  /** What it was answered from; `grounds` gives it back. */
  grounds?: Grounds;
  finishedAt?: number | null;
}

export interface ConversationPage {
  items: Conversation[];
  /** Pass it back for the next page; null at the end. */
  nextCursor: string | null;
}

/**
 * Conversations and their turns. A conversation is its owner's: one of another principal, or of another library, behaves like one that does
 * not exist, and so does a removed one until it is restored. Writes are durable once awaited. Text is any Unicode, except that unpaired
 * surrogates and NUL come back as U+FFFD.
 *
 * Errors: `not_found` for what is not there, in a write.
 */
export interface ConversationStore {
  /** A conversation of `ctx.principal`, without turns; an empty title means that it has none yet. */
  create(ctx: RequestContext, conversation: { id: string; title: string; scope: Scope }): Promise<Conversation>;
  get(ctx: RequestContext, id: string): Promise<Conversation | null>;
  /**
   * By last update, newest first. `query`: those that hold each of its words, in their title, questions or answers; case, accents and where a word
   * ends do not count. `limit` 1…500.
   */
  list(ctx: RequestContext, query: { query?: string; cursor?: string; limit: number }): Promise<ConversationPage>;
  /** Changes what is given. Showing another branch (`activeTurnId`, a turn of it) alone is no update that moves it up in the list. */
  update(ctx: RequestContext, id: string, patch: { title?: string; scope?: Scope; activeTurnId?: string }): Promise<Conversation>;
  /** Takes it out of sight, and back; both may be repeated. */
  remove(ctx: RequestContext, id: string): Promise<void>;
  restore(ctx: RequestContext, id: string): Promise<Conversation>;

  /** All turns of all branches, by creation; none for what is not there. */
  turns(ctx: RequestContext, conversationId: string): Promise<Turn[]>;
  /** What a turn was answered from; null where that was not kept, or for a turn that is not there. */
  grounds(ctx: RequestContext, turnId: string): Promise<Grounds | null>;
  /** Adds a turn as `running` and makes it the conversation's active one. `parentId` must be a turn of the same conversation. */
  addTurn(ctx: RequestContext, turn: NewTurn): Promise<Turn>;
  /** Changes what is given, also when the conversation was removed meanwhile; repeating it changes nothing. Null when the turn is not there. */
  updateTurn(ctx: RequestContext, id: string, patch: TurnPatch): Promise<Turn | null>;
  /**
   * Ends every running turn of the library, whoever's, as `stopped`, with what it said. For the host that holds the library, at start, when nobody can
   * be writing them any more. Returns how many there were.
   */
  stopRunning(ctx: RequestContext): Promise<number>;
}
