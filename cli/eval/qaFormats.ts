import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors/AppError.ts';

/** A paper of a question set as its file holds it. */
export interface QaPaper {
  id: string;
  /** Empty where the file names none. */
  title: string;
  text: string;
  /** Lines of `text` that are headings. */
  headings: Set<string>;
  /** Whether a question can be understood without knowing which paper it is asked of. */
  selfContained: boolean;
  questions: { id: string; text: string; answers: { text: string; start: number | null }[] }[];
}

const squad = z.object({
  data: z.array(
    z.object({
      title: z.string().optional(),
      paragraphs: z.array(
        z.object({
          document_id: z.union([z.string(), z.number()]).optional(),
          context: z.string(),
          qas: z.array(
            z.object({
              id: z.union([z.string(), z.number()]),
              question: z.string(),
              answers: z.array(z.object({ text: z.string(), answer_start: z.number().int() })),
            }),
          ),
        }),
      ),
    }),
  ),
});

const qasper = z.record(
  z.string(),
  z.object({
    title: z.string(),
    abstract: z.string(),
    full_text: z.array(z.object({ section_name: z.string().nullable(), paragraphs: z.array(z.string()) })),
    qas: z.array(
      z.object({
        question: z.string(),
        question_id: z.string(),
        answers: z.array(z.object({ answer: z.object({ evidence: z.array(z.string()) }) })),
      }),
    ),
  }),
);

const leval = z.object({ input: z.string(), instructions: z.array(z.string()), outputs: z.array(z.string()) });

/** The papers of a file. What an answer rests on is the gold: SQuAD's spans, Qasper's evidence, in L-Eval the words of the answer. */
export function parseQaFile(content: string, path: string): QaPaper[] {
  const name = basename(path);
  if (name.endsWith('.jsonl')) {
    const lines = content.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line, n) => fromLeval(parse(leval, json(line, path), path), `${name}:${n + 1}`));
  }
  const value = json(content, path);
  const asSquad = squad.safeParse(value);
  return asSquad.success ? fromSquad(asSquad.data) : fromQasper(parse(qasper, value, path));
}

function fromSquad({ data }: z.infer<typeof squad>): QaPaper[] {
  return data.flatMap(({ title, paragraphs }, group) =>
    paragraphs.map(({ document_id, context, qas }, n) => ({
      id: String(document_id ?? `${group}.${n}`),
      title: title ?? context.trimStart().split('\n')[0]!.trim(),
      text: context,
      headings: new Set<string>(),
      selfContained: true,
      questions: qas.map(({ id, question, answers }) => ({
        id: String(id),
        text: question,
        answers: answers.map(({ text, answer_start }) => ({ text, start: answer_start })),
      })),
    })),
  );
}

function fromQasper(papers: z.infer<typeof qasper>): QaPaper[] {
  return Object.entries(papers).map(([id, { title, abstract, full_text, qas }]) => {
    const sections = full_text.map(({ section_name, paragraphs }) => [section_name ?? '', ...paragraphs]);
    return {
      id,
      title,
      text: [abstract, ...sections.flat()].filter((line) => line.trim() !== '').join('\n'),
      headings: new Set(full_text.flatMap(({ section_name }) => section_name ?? [])),
      selfContained: false,
      questions: qas.map(({ question, answers }, n) => ({
        id: `${id}.${n}`,
        text: question,
        answers: answers.flatMap(({ answer }) => answer.evidence.map((text) => ({ text, start: null }))),
      })),
    };
  });
}

/** A short line without a full stop before a longer one. */
const headingLine = /^[\p{Lu}\p{N}][^\n]{0,78}[^\s.,;:!?]$/u;

function fromLeval({ input, instructions, outputs }: z.infer<typeof leval>, id: string): QaPaper {
  const lines = input.split('\n');
  return {
    id,
    title: '',
    text: input,
    headings: new Set(lines.filter((line, n) => headingLine.test(line) && (lines[n + 1]?.length ?? 0) > line.length)),
    selfContained: false,
    questions: instructions.map((text, n) => ({
      id: `${id}.${n}`,
      text,
      answers: outputs[n] === undefined ? [] : [{ text: outputs[n], start: null }],
    })),
  };
}

function json(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new AppError('invalid_input', { message: `${path} is not JSON.`, cause });
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_input', {
    message: `${path} is in none of the formats known (SQuAD, Qasper, L-Eval): ${issue?.path.join('.')}: ${issue?.message}.`,
  });
}
