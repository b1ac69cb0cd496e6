import type { AnswerBundle, Grounds } from '../../shared/domain/answerBundle.ts';
import { questionParts, type Turn } from '../../shared/domain/conversation.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { exportBibtex } from '../library/exportBibtex.ts';
import { fileNameOf } from '../library/fileNameOf.ts';
import { conversationOf } from './converse.ts';
import { turnsMarkdown } from './exportConversation.ts';

const extensions = { markdown: 'md', bibtex: 'bib', bundle: 'json' } as const;

/** One answer as a file: its text, and a name to save it under. Errors: `not_found`, also for a bundle of an answer from before they were kept. */
export async function exportAnswer(
  ports: EnginePorts,
  ctx: RequestContext,
  { id, turnId, format }: { id: string; turnId: string; format: keyof typeof extensions },
): Promise<{ fileName: string; text: string }> {
  const { title } = await conversationOf(ports, ctx, id);
  const turn = (await ports.conversations.turns(ctx, id)).find((one) => one.id === turnId);
  if (!turn) throw new AppError('not_found', { message: 'This answer is not there.' });
  const write = {
    markdown: async () => {
      const papers = await citedBibtex(ports, ctx, turn);
      const text = await turnsMarkdown(ports, ctx, title, [turn]);
      return papers === '' ? text : `${text}\n## BibTeX\n\n\`\`\`bibtex\n${papers}\`\`\`\n`;
    },
    bibtex: () => citedBibtex(ports, ctx, turn),
    bundle: async () => `${JSON.stringify(bundleOf(turn, await ports.conversations.grounds(ctx, turnId)), null, 2)}\n`,
  };
  const name = fileNameOf(questionParts(turn.question).text) || 'answer';
  return { fileName: `${name}.${extensions[format]}`, text: await write[format]() };
}

/** The papers an answer cites, in the order it does. */
async function citedBibtex(ports: EnginePorts, ctx: RequestContext, { answer }: Turn): Promise<string> {
  const ids = [...new Set(answer?.citations.map(({ documentId }) => documentId))];
  const documents = await Promise.all(ids.map((id) => ports.documents.get(ctx, id)));
  return await exportBibtex(
    ports,
    ctx,
    documents.filter((document) => document !== null),
  );
}

function bundleOf({ question, createdAt, answer, text }: Turn, grounds: Grounds | null): AnswerBundle {
  if (!grounds)
    throw new AppError('not_found', { message: 'What this answer was made from was not kept. Ask it again to have it kept.' });
  const { answered = false, citations = [], unsupported = [] } = answer ?? {};
  return {
    format: 'ai-research-hub/answer',
    version: 1,
    askedAt: createdAt,
    question,
    grounds,
    answer: { text, answered, citations, unsupported },
  };
}
