import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Logger } from '../../engine/ports/Logger.ts';
import { nodeLauncher } from '../../engine/processes/nodeLauncher.ts';
import { ProcessClient } from '../../engine/processes/ProcessClient.ts';
import { RemoteGenerator } from '../../engine/processes/RemoteGenerator.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** A real language model of 1.2 MB with a context of 128 tokens: what it writes makes no sense, how it is run does. */
const tiny = at('../../../shared/data/models/tinyllm.gguf');
const temporary = mkdtempSync(join(tmpdir(), 'hub-generation-'));
const clients: ProcessClient[] = [];
const never = new AbortController().signal;

function start(modelPath: string): { generator: RemoteGenerator; client: ProcessClient } {
  const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
  const client = new ProcessClient({
    name: 'generator',
    config: { modelPath, threads: 2 },
    launch: nodeLauncher((name) => at(`../../engine/processes/entries/${name}.ts`)),
    log: silent,
  });
  clients.push(client);
  return { client, generator: new RemoteGenerator({ find: async () => modelPath, start: () => client }) };
}

afterAll(() => {
  for (const client of clients) client.close();
  rmSync(temporary, { recursive: true, force: true });
});

const request = {
  question: 'What effect did seed distribution and plant population have on maize grain yield?',
  passages: ['Maize', 'Sheep'].map((title) => ({ title, section: 'Results', text: `${title} did well this year. `.repeat(40) })),
};

describe.skipIf(!existsSync(tiny))('local generation (needs ../shared/data/models/tinyllm.gguf)', () => {
  const { generator, client } = start(tiny);

  test('streams an answer; passages are cut to the small context', async () => {
    expect(await generator.unavailable()).toBeNull();
    const deltas: string[] = [];
    const result = await generator.generate(request, { signal: never, onDelta: (delta) => deltas.push(delta) });
    expect(result.model).toBe('tinyllm.gguf');
    expect(result.text.length).toBeGreaterThan(0);
    expect(deltas.length).toBeGreaterThan(1);
    expect(deltas.join('')).toBe(result.text);
  });

  test('what was said before does not break a small context', async () => {
    const history = Array.from({ length: 3 }, (_, n) => ({
      question: `What about ${n}?`,
      answer: 'The maize did well. '.repeat(40),
    }));
    const { text } = await generator.generate({ ...request, history }, { signal: never, onDelta: () => undefined });
    expect(text.length).toBeGreaterThan(0);
    const short = [{ question: 'Who?', answer: 'He.' }];
    const asked = { question: 'Who ran?', passages: [{ title: '', section: '', text: 'The dog ran home.' }], history: short };
    expect((await generator.generate(asked, { signal: never, onDelta: () => undefined })).text.length).toBeGreaterThan(0);
  });

  test('the same question gets the same answer: nothing of the answer before is left', async () => {
    const ask = () => generator.generate(request, { signal: never, onDelta: () => undefined });
    const { text } = await ask();
    await generator.generate({ ...request, question: 'Who ran?' }, { signal: never, onDelta: () => undefined });
    expect((await ask()).text).toBe(text);
  });

  test('an abort ends the answer at the next token, and the model is free for the next question', async () => {
    const controller = new AbortController();
    let deltas = 0;
    const answering = generator.generate(request, {
      signal: controller.signal,
      onDelta: () => {
        if (++deltas === 2) controller.abort();
      },
    });
    await expect(answering).rejects.toMatchObject({ code: 'cancelled' });
    expect(deltas).toBe(2);
    const next = await generator.generate({ ...request, question: 'Who ran?' }, { signal: never, onDelta: () => undefined });
    expect(next.text.length).toBeGreaterThan(0);
  });

  test('two questions at once are answered one after the other', async () => {
    const ask = (question: string) => generator.generate({ ...request, question }, { signal: never, onDelta: () => undefined });
    const answers = await Promise.all([ask('Who ran?'), ask('What is it?')]);
    expect(answers.map(({ text }) => text)).toEqual([(await ask('Who ran?')).text, (await ask('What is it?')).text]);
  });

  test('a question longer than the context is context_too_small', async () => {
    const question = 'What effect did it have on the yield? '.repeat(10);
    await expect(generator.generate({ ...request, question }, { signal: never, onDelta: () => undefined })).rejects.toMatchObject(
      {
        code: 'context_too_small',
      },
    );
  });

  test('a killed process fails its answer and the next one works', async () => {
    const ask = (onDelta: () => void) => generator.generate(request, { signal: never, onDelta });
    await expect(ask(() => process.kill(client.pid as number, 'SIGKILL'))).rejects.toMatchObject({ code: 'process_crashed' });
    expect((await ask(() => undefined)).text.length).toBeGreaterThan(0);
  });

  test('a damaged model file is generator_failed, and so is a file of something else', async () => {
    const half = join(temporary, 'half.gguf');
    writeFileSync(half, readFileSync(tiny).subarray(0, 300_000));
    const other = join(temporary, 'other.gguf');
    writeFileSync(other, 'not a model');
    for (const path of [half, other]) {
      await expect(start(path).generator.generate(request, { signal: never, onDelta: () => undefined })).rejects.toMatchObject({
        code: 'generator_failed',
      });
    }
  });
});
