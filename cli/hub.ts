#!/usr/bin/env node
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { parseConfig } from '../shared/config/config.ts';
import { defaultDataDir } from '../shared/config/dataDir.ts';
import { type RetryStage, retryStages } from '../shared/domain/inspection.ts';
import { generatorIds } from '../shared/domain/passage.ts';
import { add } from './commands/add.ts';
import { ask } from './commands/ask.ts';
import { citations, missingCitations } from './commands/citations.ts';
import { duplicates } from './commands/duplicates.ts';
import { enrich } from './commands/enrich.ts';
import { exportPapers } from './commands/export.ts';
import { inspect } from './commands/inspect.ts';
import { list, remove, status, switchQueue } from './commands/library.ts';
import { exportMatrix, listMatrices, newMatrix, removeMatrix, runMatrix } from './commands/matrix.ts';
import { importModel, installModel, listModels, removeModel } from './commands/models.ts';
import { numbers } from './commands/numbers.ts';
import { quote } from './commands/quote.ts';
import { replayAnswer } from './commands/replay.ts';
import { retry } from './commands/retry.ts';
import { searchCommand } from './commands/search.ts';
import { tune } from './commands/tune.ts';
import { type OpenClient, openClient } from './openClient.ts';
import { reportFailure } from './output.ts';

interface CommonOptions {
  data?: string;
  json?: boolean;
}

/** What every command gets: the engine of the chosen folder and how to print. */
export interface CommandContext {
  client: OpenClient;
  json: boolean;
  signal: AbortSignal;
}

const program = new Command('hub')
  .description('Keep papers and question them, offline: every claim names its page.')
  .option('--data <dir>', 'data folder (default: the app’s own)')
  .option('--json', 'print JSON only; logs go to standard error')
  .showHelpAfterError();

function dataDirOf(options: CommonOptions, config: ReturnType<typeof parseConfig>): string {
  return resolve(options.data ?? config.HUB_DATA ?? defaultDataDir(process.platform, process.env));
}

/** Runs a command on the opened folder; failures print a sentence and set exit code 1, Ctrl-C cancels and still closes in order. */
function run(action: (context: CommandContext) => Promise<void>): Promise<void> {
  return guarded(async (options, signal) => {
    const config = parseConfig(process.env);
    const client = await openClient(dataDirOf(options, config), config);
    try {
      await action({ client, json: options.json === true, signal });
    } finally {
      await client.close();
    }
  });
}

async function guarded(action: (options: CommonOptions, signal: AbortSignal) => Promise<void>): Promise<void> {
  const options = program.opts<CommonOptions>();
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  // Whoever read the output has gone (`| head`).
  process.stdout.on('error', () => controller.abort());
  try {
    await action(options, controller.signal);
  } catch (error) {
    reportFailure(error, options.json === true);
  }
}

program
  .command('add')
  .description('add PDFs, or folders of them, and wait until they are ready')
  .argument('<path...>')
  .option('--password <password>', 'opens encrypted files')
  .action((paths: string[], options: { password?: string }) =>
    run((context) =>
      add(
        context,
        paths.map((path) => resolve(path)),
        options.password,
      ),
    ),
  );

program
  .command('list')
  .description('list the documents')
  .action(() => run(list));

program
  .command('inspect')
  .description('show what was read of a document, how each page was read, and how each stage of the work went')
  .argument('<id>')
  .action((id: string) => run((context) => inspect(context, id)));

program
  .command('retry')
  .description('read a document again, or only index it again, and wait until it is ready')
  .argument('<id>')
  .addOption(
    new Option('--stage <stage>', 'parse: all from the PDF on; embed: the vectors of what was read')
      .choices(retryStages)
      .default('parse'),
  )
  .option('--password <password>', 'opens an encrypted file')
  .action((id: string, options: { stage: RetryStage; password?: string }) =>
    run((context) => retry(context, id, options.stage, options.password)),
  );

program
  .command('duplicates')
  .description('list works that seem to be here more than once: the same DOI, or title and authors')
  .action(() => run(duplicates));

program
  .command('enrich')
  .description('look documents up in Crossref, OpenAlex and arXiv, and fill in what reading left open (all, or those given)')
  .argument('[id...]')
  .action((ids: string[]) => run((context) => enrich(context, ids)));

program
  .command('remove')
  .description('move a document to the trash')
  .argument('<id>')
  .option('--purge', 'delete it for good, with its PDF')
  .action((id: string, options: { purge?: boolean }) => run((context) => remove(context, id, options.purge === true)));

program
  .command('status')
  .description('totals of the library, the queue and the model')
  .action(() => run(status));

for (const action of ['pause', 'resume'] as const) {
  program
    .command(action)
    .description(`${action} taking papers in`)
    .action(() => run((context) => switchQueue(context, action)));
}

const models = program.command('models').description('models: what there is, and what is on this machine');
models
  .command('list', { isDefault: true })
  .description('list the models')
  .action(() => run(listModels));
models
  .command('install')
  .description('download a model, or make it; Ctrl-C pauses')
  .argument('<id>')
  .action((id: string) => run((context) => installModel(context, id)));
models
  .command('remove')
  .description('delete a model that is not in use, or what has come of it')
  .argument('<id>')
  .action((id: string) => run((context) => removeModel(context, id)));
models
  .command('import')
  .description('copy a GGUF file, or a folder with the files of a model of the list')
  .argument('<path>')
  .option('--as <id>', 'the model whose files the folder holds')
  .action((path: string, options: { as?: string }) => run((context) => importModel(context, path, options.as)));

program
  .command('tune')
  .description('measure where the search model runs best on this machine, and remember it')
  .action(() => run(tune));

program
  .command('search')
  .description('find passages')
  .argument('<query>')
  .option('--k <n>', 'passages', Number, 10)
  .addOption(new Option('--mode <mode>').choices(['lexical', 'dense', 'hybrid']).default('hybrid'))
  .action((query: string, options: { k: number; mode: 'lexical' | 'dense' | 'hybrid' }) =>
    run((context) => searchCommand(context, query, options)),
  );

program
  .command('quote')
  .description('find the paper and page a sentence stands on')
  .argument('<sentence>')
  .action((sentence: string) => run((context) => quote(context, sentence)));

program
  .command('numbers')
  .description('find where a number is stated, in any unit: "grain yield > 5 t/ha"')
  .argument('<query>')
  .action((query: string) => run((context) => numbers(context, query)));

program
  .command('ask')
  .description('answer a question from the library, with citations')
  .argument('<question>')
  .addOption(new Option('--generator <id>').choices([...generatorIds]))
  .action((question: string, options: { generator?: (typeof generatorIds)[number] }) =>
    run((context) => ask(context, question, options.generator)),
  );

program
  .command('replay')
  .description(
    'answer the question of an exported answer (JSON) again from the same passages, and tell whether it comes out the same',
  )
  .argument('<bundle>')
  .action((path: string) => run((context) => replayAnswer(context, resolve(path))));

const matrix = program.command('matrix').description('ask many papers the same questions, in a table');
matrix
  .command('list')
  .description('list the matrices')
  .action(() => run(listMatrices));
matrix
  .command('new')
  .description('make one of all papers, or of a collection, and fill it')
  .argument('<title>')
  .requiredOption('--question <text...>', 'a column each')
  .option('--collection <name>', 'its papers alone')
  .addOption(new Option('--generator <id>').choices([...generatorIds]))
  .action((title: string, options: { question: string[]; collection?: string; generator?: (typeof generatorIds)[number] }) =>
    run((context) => newMatrix(context, title, options)),
  );
matrix
  .command('run')
  .description('fill the cells that are empty')
  .argument('<id>')
  .action((id: string) => run((context) => runMatrix(context, id)));
matrix
  .command('export')
  .description('print it')
  .argument('<id>')
  .addOption(new Option('--format <name>').choices(['csv', 'markdown', 'bibtex']).default('csv'))
  .action((id: string, { format }: { format: 'csv' | 'markdown' | 'bibtex' }) =>
    run((context) => exportMatrix(context, id, format)),
  );
matrix
  .command('remove')
  .description('delete it; the papers stay')
  .argument('<id>')
  .action((id: string) => run((context) => removeMatrix(context, id)));

program
  .command('export')
  .description('print papers for a reference manager (all, those given, or those of a collection)')
  .argument('[id...]')
  .requiredOption('--bibtex', 'as BibTeX')
  .option('--collection <name>', 'its papers')
  .action((ids: string[], { collection }: { collection?: string }) => run((context) => exportPapers(context, ids, collection)));

interface EvalOptions {
  split: string;
  mode: 'lexical' | 'dense' | 'hybrid';
  limitDocs?: number;
  qa?: boolean;
  folds?: boolean;
  generator: (typeof generatorIds)[number];
}

program
  .command('citations')
  .description('show which papers of the library cite which')
  .argument('[id]', 'those of one paper')
  .option('--missing', 'the works most papers cite and the library does not hold')
  .action((id: string | undefined, options: { missing?: boolean }) =>
    run((context) => (options.missing ? missingCitations(context) : citations(context, id))),
  );

program
  .command('eval')
  .description('measure retrieval on a benchmark in BEIR layout, or with --qa passages and answers on questions to full papers')
  .argument('<folder>')
  .option('--split <name>', 'qrels to use', 'test')
  .addOption(new Option('--mode <mode>').choices(['lexical', 'dense', 'hybrid']).default('hybrid'))
  .option('--limit-docs <n>', 'index only the first documents', Number)
  .option('--qa', 'the folder holds questions in the format of SQuAD, Qasper or L-Eval')
  .option('--folds', 'with --qa: also the two halves of the papers apart')
  .addOption(new Option('--generator <id>', 'with --qa: what writes the answers').choices([...generatorIds]).default('evidence'))
  .action((folder: string, options: EvalOptions) =>
    guarded(async (common, signal) => {
      const config = parseConfig(process.env);
      const where = { folder: resolve(folder), dataDir: dataDirOf(common, config), config, signal };
      const { evaluate, evaluateQuestions } = await import('./commands/eval.ts');
      if (options.qa) await evaluateQuestions({ ...where, folds: options.folds === true, generator: options.generator });
      else await evaluate({ ...where, ...options });
    }),
  );

await program.parseAsync();
