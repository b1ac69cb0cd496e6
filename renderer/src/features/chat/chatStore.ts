import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Scope, wholeLibrary } from '../../../../shared/domain/collection.ts';

export interface Quote {
  documentId: string;
  text: string;
}

/** What a person has written and not yet asked. */
export interface Draft {
  text: string;
  quote: Quote | null;
}

/** What is to have the focus as soon as it is on the screen. */
type FocusWish = 'composer' | { turnId: string; n: number };

interface ChatStore {
  /** The conversation shown; null: a new one, stored with its first question. */
  openId: string | null;
  /** What a new conversation will be about. */
  newScope: Scope;
  drafts: Readonly<Record<string, Draft>>;
  focusWish: FocusWish | null;
  /** The control that opened the reader last, so that coming back finds the same one of several. */
  openedFrom: { turnId: string; n: number; controlId: string } | null;
}

const noDraft: Draft = { text: '', quote: null };
/** The key of the draft that has no conversation yet. */
const newKey = 'new';

/** Which chat is shown and what is being written in each; it stays through a restart. */
export const useChat = create<ChatStore>()(
  persist((): ChatStore => ({ openId: null, newScope: wholeLibrary, drafts: {}, focusWish: null, openedFrom: null }), {
    name: 'chat',
    partialize: ({ openId, newScope, drafts }) => ({ openId, newScope, drafts }),
  }),
);

export function useDraft(): Draft {
  return useChat((state) => state.drafts[state.openId ?? newKey] ?? noDraft);
}

/** Changes the draft of a conversation, null: of the one not stored yet. An empty one is forgotten. */
export function changeDraft(conversationId: string | null, change: Partial<Draft>): void {
  useChat.setState(({ drafts }) => {
    const key = conversationId ?? newKey;
    const draft = { ...(drafts[key] ?? noDraft), ...change };
    const { [key]: _, ...others } = drafts;
    return { drafts: draft.text === '' && !draft.quote ? others : { ...others, [key]: draft } };
  });
}

export function draftOf(conversationId: string | null): Draft {
  return useChat.getState().drafts[conversationId ?? newKey] ?? noDraft;
}

export function wishFocus(focusWish: FocusWish | null): void {
  useChat.setState({ focusWish });
}
