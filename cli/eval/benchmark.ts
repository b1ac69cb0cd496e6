import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Block } from '../../engine/ports/Parser.ts';
import { AppError } from '../../shared/errors/AppError.ts';

export interface BenchmarkDocument {
  id: string;
  title: string;
  text: string;
  /** The text's parts and their roles. */
  blocks: Block[];
}

export interface BenchmarkQuery {
  id: string;
  text: string;
  /** Document id → grade. */
  judgements: Map<string, number>;
}

export interface Benchmark {
  name: string;
  documents: BenchmarkDocument[];
  /** Those of the split that have a relevant document among `documents`. */
  queries: BenchmarkQuery[];
}

const documentSchema = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const querySchema = z.object({ _id: z.string(), text: z.string() });

/**
 * Reads a folder in BEIR layout: `corpus.jsonl`, `queries.jsonl` and `qrels/<split>.tsv`. Errors: `file_not_found`,
 * `invalid_input` with the line that does not fit.
 */
export async function readBenchmark(folder: string, split: string, limitDocs?: number): Promise<Benchmark> {
  const documents: BenchmarkDocument[] = [];
  for await (const { _id, title, text } of jsonLines(join(folder, 'corpus.jsonl'), documentSchema)) {
    if (documents.length === limitDocs) break;
    // A document without text is found by its title.
    const body = text.trim() === '' ? title : text;
    documents.push({ id: _id, title, text: body, blocks: [{ kind: 'paragraph', level: 0, start: 0, end: body.length }] });
  }
  const known = new Set(documents.map((document) => document.id));
  const judged = new Map<string, Map<string, number>>();
  for await (const { line } of linesOf(join(folder, 'qrels', `${split}.tsv`))) {
    const [queryId, documentId, grade] = line.split('\t');
    // The first line names the columns.
    if (!queryId || !documentId || !Number.isFinite(Number(grade)) || !known.has(documentId)) continue;
    const judgements = judged.get(queryId) ?? new Map<string, number>();
    judged.set(queryId, judgements.set(documentId, Number(grade)));
  }
  const queries: BenchmarkQuery[] = [];
  for await (const { _id, text } of jsonLines(join(folder, 'queries.jsonl'), querySchema)) {
    const judgements = judged.get(_id);
    if (judgements && [...judgements.values()].some((grade) => grade > 0)) queries.push({ id: _id, text, judgements });
  }
  return { name: basename(folder), documents, queries };
}

async function* jsonLines<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  for await (const { line, number } of linesOf(path)) {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw new AppError('invalid_input', { message: `Line ${number} of ${path} is not JSON.`, cause });
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AppError('invalid_input', { message: `Line ${number} of ${path}: ${issue?.path.join('.')}: ${issue?.message}.` });
    }
    yield parsed.data;
  }
}

async function* linesOf(path: string): AsyncGenerator<{ line: string; number: number }> {
  const stream = createReadStream(path, 'utf8');
  let number = 0;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() !== '') yield { line, number };
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new AppError('file_not_found', { message: `${path} is not there: the folder has to be in BEIR layout.`, cause });
  } finally {
    stream.destroy();
  }
}
