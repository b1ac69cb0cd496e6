import type { MatrixCell } from '../../shared/domain/matrix.ts';
import type { Answer, GeneratorId } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { answer } from '../answers/answer.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { MissingCell } from '../ports/MatrixStore.ts';

/** Sentences of a paper that a cell quotes; one that a language model writes is as long as it is. */
const quotedSentences = 2;

/**
 * Asks one paper one question. What goes wrong with this paper alone is the cell's `problem`. Errors: those that any other cell would meet as well, and
 * those of an abort.
 */
export async function askCell(
  ports: EnginePorts,
  ctx: RequestContext,
  { documentId, column }: MissingCell,
  generator: GeneratorId,
): Promise<MatrixCell> {
  const place = { documentId, columnId: column.id, generator };
  const nothing = { text: '', answered: false, citations: [] };
  const document = await ports.documents.get(ctx, documentId);
  const revisionId = document?.activeRevisionId ?? null;
  try {
    if (document?.deletedAt) throw new AppError('paper_not_readable', { message: 'This paper is in the trash.' });
    if (revisionId === null) throw new AppError('paper_not_readable');
    const request = { question: column.question, generator, documentIds: [documentId] };
    const said = inShort(await answer(ports, ctx, request, { onDelta: () => undefined }));
    return { ...place, revisionId, ...said, problem: null, filledAt: ports.now() };
  } catch (error) {
    if (ctx.signal.aborted || concernsAll(error)) throw error;
    const { code, message, action } = AppError.from(error);
    return { ...place, revisionId, ...nothing, problem: { code, message, action }, filledAt: ports.now() };
  }
}

/** Of sentences quoted one a paragraph, the best. */
function inShort({ answer: text, answered, citations, generator }: Answer): Pick<MatrixCell, 'text' | 'answered' | 'citations'> {
  const paragraphs = text.split('\n\n');
  if (generator !== 'evidence' || paragraphs.length !== citations.length) return { text, answered, citations };
  return {
    text: paragraphs.slice(0, quotedSentences).join('\n\n'),
    answered,
    citations: citations.slice(0, quotedSentences),
  };
}

const ofTheWriter: ReadonlySet<string> = new Set(['generator_unavailable', 'endpoint_unreachable', 'endpoint_refused']);
const ofTheMachine: ReadonlySet<string> = new Set(['process_crashed', 'shutting_down', 'disk_full', 'library_damaged']);

/** Whether the language model cannot be used at all: asking on would fail every cell. */
export function concernsWriter(error: unknown): boolean {
  return ofTheWriter.has(AppError.from(error).code);
}

function concernsAll(error: unknown): boolean {
  return concernsWriter(error) || ofTheMachine.has(AppError.from(error).code);
}
