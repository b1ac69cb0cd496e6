import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EndpointGenerator } from './EndpointGenerator.ts';
import type { ModelEndpoint } from './OpenAiGenerator.ts';
import { testEndpoint } from './testEndpoint.ts';

let server: Server;
/** Answers by path. */
let answers: Record<string, (response: ServerResponse, authorization: string | undefined) => void>;
beforeEach(async () => {
  answers = {};
  server = createServer((request, response) => {
    request.resume();
    const answer = answers[(request.url ?? '').replace('/v1', '')];
    if (answer) answer(response, request.headers.authorization);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<html>not here</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
const endpoint = (more: Partial<ModelEndpoint> = {}): ModelEndpoint => ({ baseUrl: `http://${host()}/v1`, model: 'm', ...more });
const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const lists = (...ids: string[]) => ({
  '/models': (response: ServerResponse) => {
    json(response, 200, { object: 'list', data: ids.map((id) => ({ id, object: 'model', created: 0, owned_by: 'me' })) });
  },
});
const says = (status: number, body: unknown) => ({
  '/chat/completions': (response: ServerResponse) => {
    json(response, status, body);
  },
});
const word = {
  id: '1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { content: 'ready' } }],
};
const problem = (message: string, code: string | null = null) => ({ error: { message, type: 'x', param: null, code } });

test('an endpoint that lists its models and says a word is good; without a name the first model is asked', async () => {
  answers = { ...lists('m', 'n'), ...says(200, word) };
  expect(await testEndpoint(endpoint())).toEqual({ ok: true, models: ['m', 'n'], message: 'm answers.' });
  expect(await testEndpoint(endpoint({ model: '' }))).toMatchObject({ ok: true, message: 'm answers.' });
  // Some servers do not list models.
  answers = says(200, word);
  expect(await testEndpoint(endpoint())).toEqual({ ok: true, models: [], message: 'm answers.' });
});

test.each([
  [
    'a key that is refused at the list',
    { '/models': (r: ServerResponse) => json(r, 401, problem('bad key')) },
    'refuses the key (401)',
  ],
  ['a key that is refused at the word', { ...lists('m'), ...says(403, problem('no')) }, 'refuses the key (403)'],
  ['a model that is not there (OpenAI)', { ...lists('n'), ...says(404, problem('x', 'model_not_found')) }, 'no model named “m”'],
  ['a model that is not there (Ollama)', { ...lists('n'), ...says(404, problem('model "m" not found')) }, 'no model named “m”'],
  ['a used up credit', { ...lists('m'), ...says(429, problem('quota')) }, 'limit or credit'],
  ['a server that fails', { ...lists('m'), ...says(500, problem('out of memory')) }, 'out of memory'],
  ['something that is no endpoint', {}, 'not as an OpenAI-compatible endpoint'],
  ['a word of something else', { ...lists('m'), ...says(200, { hello: 1 }) }, 'not as an OpenAI-compatible endpoint'],
])('%s is told as such', async (_name, given, message) => {
  answers = given as typeof answers;
  const result = await testEndpoint(endpoint());
  expect(result.ok).toBe(false);
  expect(result.message).toContain(message);
});

test('a server that is not there, breaks off or sends no JSON is a result, not an exception', async () => {
  answers = { '/models': (response) => response.destroy() };
  expect(await testEndpoint(endpoint())).toMatchObject({ ok: false, message: expect.stringContaining('cannot be reached') });
  answers = { '/models': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>') };
  expect(await testEndpoint(endpoint())).toMatchObject({ ok: false, message: expect.stringContaining('not as an OpenAI') });
  const gone = endpoint();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await testEndpoint(gone)).toMatchObject({ ok: false, message: expect.stringContaining('cannot be reached') });
});

test('an endpoint changed between two answers is asked with its own key, without a new start', async () => {
  const seen: (string | undefined)[] = [];
  answers = {
    '/chat/completions': (response, authorization) => {
      seen.push(authorization);
      json(response, 400, problem('enough'));
    },
  };
  let current: ModelEndpoint | null = null;
  const generator = new EndpointGenerator(async () => current);
  const ask = () =>
    generator.generate(
      { question: 'Q?', passages: [{ title: '', section: '', text: 'A long enough passage of text.' }] },
      { signal: new AbortController().signal, onDelta: () => undefined },
    );
  expect(await generator.unavailable()).toBe('No model endpoint is set up.');
  await expect(ask()).rejects.toMatchObject({ code: 'generator_unavailable' });
  for (const apiKey of ['first', 'second']) {
    current = endpoint({ apiKey });
    expect(await generator.unavailable()).toBeNull();
    await expect(ask()).rejects.toMatchObject({ code: 'endpoint_refused' });
  }
  expect(seen).toEqual(['Bearer first', 'Bearer second']);
});
