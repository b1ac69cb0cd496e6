import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenClient, openClient } from '../../cli/openClient.ts';
import { parseConfig } from '../../shared/config/config.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { Answer } from '../../shared/domain/passage.ts';

/**
 * The main job on real papers: all become ready, questions a paper answers are answered with quotes that stand on the page named, others are not. Reuses a
 * library given as HUB_LANE_DATA (adding the papers takes minutes).
 */
const papers = join(import.meta.dirname, '../../../shared/data/papers');
const run = promisify(execFile);

interface Questions {
  answerable: { file: string; question: string }[];
  unanswerable: string[];
}

describe.skipIf(!existsSync(papers))('questions to real papers', () => {
  let client: OpenClient;
  let questions: Questions;
  let documents: Document[];
  let folder: string;
  const kept = process.env.HUB_LANE_DATA;

  beforeAll(async () => {
    folder = kept ?? (await mkdtemp(join(tmpdir(), 'hub-lane-')));
    client = await openClient(folder, parseConfig(process.env));
    questions = JSON.parse(await readFile(join(import.meta.dirname, 'questions.json'), 'utf8'));
    const { files } = await client.request('documents.add', { paths: [papers] });
    await client.request('documents.wait', { ids: files.flatMap(({ id }) => id ?? []) });
    documents = (await client.request('documents.list', { limit: 500 })).items;
  }, 3_600_000);

  afterAll(async () => {
    await client?.close();
    if (!kept) await rm(folder, { recursive: true, force: true });
  });

  const ask = (question: string) => client.request('answers.ask', { question, generator: 'evidence' });
  const fileOf = (id: string) => documents.find((document) => document.id === id)?.fileName;

  it('makes all 44 ready', () => {
    expect(documents.map(({ fileName, status, vectors }) => `${fileName} ${status} ${vectors}`).sort()).toEqual(
      documents.map(({ fileName }) => `${fileName} ready complete`).sort(),
    );
    expect(documents).toHaveLength(44);
  });

  it('cites the maize paper first', async () => {
    const { citations } = await ask('What effect did seed distribution and plant population have on maize grain yield?');
    expect(fileOf(citations[0]!.documentId)).toBe('p016.pdf');
    expect(citations[0]!.verified).toBe(true);
  });

  it('leaves at least 36 of 40 questions no paper treats unanswered', async () => {
    const answered: string[] = [];
    for (const question of questions.unanswerable) {
      const answer = await ask(question);
      if (answer.answered)
        answered.push(`${question} ← ${fileOf(answer.citations[0]!.documentId)}: ${answer.citations[0]!.quote}`);
    }
    console.log(
      `unanswerable: ${questions.unanswerable.length - answered.length} of ${questions.unanswerable.length} left unanswered`,
    );
    for (const line of answered) console.log(`  answered: ${line}`);
    expect(questions.unanswerable).toHaveLength(40);
    expect(answered.length).toBeLessThanOrEqual(4);
  });

  it('answers at least 38 of 40 that a paper answers, with quotes that stand on the page named', async () => {
    const unanswered: string[] = [];
    const elsewhere: string[] = [];
    const answers: Answer[] = [];
    for (const { file, question } of questions.answerable) {
      const answer = await ask(question);
      answers.push(answer);
      if (!answer.answered) unanswered.push(question);
      else if (fileOf(answer.citations[0]!.documentId) !== file)
        elsewhere.push(`${question} ← ${fileOf(answer.citations[0]!.documentId)}`);
    }
    const citations = answers.flatMap((answer) => answer.citations);
    const missing: string[] = [];
    for (const { documentId, page, quote } of citations) {
      const file = fileOf(documentId)!;
      if (!(await standsOnPage(join(papers, file), page, quote))) missing.push(`${file} p${page}: ${quote}`);
    }
    console.log(
      `answerable: ${answers.length - unanswered.length} of ${answers.length} answered, ${elsewhere.length} cite another paper first`,
    );
    console.log(`quotes: ${citations.length - missing.length} of ${citations.length} found by pdftotext on their page`);
    for (const line of [...unanswered, ...elsewhere, ...missing]) console.log(`  ${line}`);
    expect(unanswered.length).toBeLessThanOrEqual(2);
    expect(missing.length / citations.length).toBeLessThanOrEqual(0.01);
    expect(citations.every(({ verified, boxes }) => verified && boxes.length > 0)).toBe(true);
  });
});

async function standsOnPage(file: string, page: number, quote: string): Promise<boolean> {
  const orders = await Promise.all(
    [[], ['-raw']].map((order) =>
      run('pdftotext', [...order, '-f', String(page), '-l', String(page), file, '-'], { maxBuffer: 1e8 }),
    ),
  );
  return orders.some(({ stdout }) => folded(stdout).includes(folded(quote)));
}

/** Typesetting aside: ligatures, white space, hyphens and kinds of quotation marks. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}\u00AD\u2212\f]/gu, '')
    .replaceAll(/[‘’‚‛′]/gu, "'")
    .replaceAll(/[“”„‟″]/gu, '"');
}
