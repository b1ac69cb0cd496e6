import { branchTo, type Conversation, questionParts, type Turn } from '../../shared/domain/conversation.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { Citation } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/** The branch shown, as Markdown: questions as headings, answers with their quotes, references numbered through the whole. */
export async function exportConversation(ports: EnginePorts, ctx: RequestContext, conversation: Conversation): Promise<string> {
  const turns = branchTo(await ports.conversations.turns(ctx, conversation.id), conversation.activeTurnId);
  return await turnsMarkdown(ports, ctx, conversation.title, turns);
}

/** Turns under a title, with the references of all of them. */
export async function turnsMarkdown(
  ports: Pick<EnginePorts, 'documents'>,
  ctx: RequestContext,
  title: string,
  turns: readonly Turn[],
): Promise<string> {
  const references = new References();
  const parts = turns.map((turn) => turnText(turn, references));
  const list: string[] = [];
  for (const { n, citation } of references.all) {
    list.push(`${n}. ${referenceText(citation, await ports.documents.get(ctx, citation.documentId))}`);
  }
  const end = list.length > 0 ? [`## References\n\n${list.join('\n')}`] : [];
  return `${[`# ${plainLine(title)}`, ...parts, ...end].join('\n\n')}\n`;
}

/** A page of a paper has one number, whichever answers cite it. */
class References {
  readonly #numbers = new Map<string, { n: number; citation: Citation }>();

  get all() {
    return this.#numbers.values();
  }

  numberOf(citation: Citation): number {
    const key = `${citation.documentId} ${citation.page}`;
    const known = this.#numbers.get(key) ?? { n: this.#numbers.size + 1, citation };
    this.#numbers.set(key, known);
    return known.n;
  }
}

function turnText(turn: Turn, references: References): string {
  const { question, answer, text } = turn;
  const asked = questionParts(question);
  const citations = answer?.citations ?? [];
  const numbers = new Map(citations.map((citation) => [citation.n, references.numberOf(citation)]));
  const renumbered = text.replaceAll(/\[(\d+)\]/gu, (mark, n: string) => {
    const number = numbers.get(Number(n));
    return number === undefined ? mark : `[${number}]`;
  });
  const quotes = citations.map(({ n, quote, page }) => `> [${numbers.get(n)}] “${plainLine(quote)}” (p. ${page})`);
  const unsupported = (answer?.unsupported ?? []).map((sentence) => `- ${plainLine(sentence)}`);
  return [
    `## ${plainLine(asked.text)}`,
    asked.quote ? `> ${plainLine(asked.quote)}` : '',
    renumbered,
    stateText(turn),
    quotes.join('\n>\n'),
    unsupported.length > 0 ? `Without a source in the library:\n\n${unsupported.join('\n')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What there is to say of a turn beside its text. */
function stateText({ state, answer, text, error }: Turn): string {
  if (state === 'failed') return `*${error?.message ?? 'This question failed.'}*`;
  if (state === 'stopped') return '*Stopped.*';
  return state === 'done' && text === '' && !answer?.answered ? '*The library does not say.*' : '';
}

function referenceText({ title, page }: Citation, document: Document | null): string {
  const authors = document?.authors.join(', ') ?? '';
  const year = document?.year ? `(${document.year})` : '';
  const who = [authors, year].filter((part) => part !== '').join(' ');
  const doi = document?.doi ? ` https://doi.org/${document.doi}` : '';
  return `${who === '' ? '' : `${plainLine(who)}. `}*${plainLine(document?.title ?? title)}*, p. ${page}.${doi}`;
}

function plainLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
