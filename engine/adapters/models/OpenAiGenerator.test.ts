import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OpenAiGenerator } from './OpenAiGenerator.ts';

interface Received {
  path: string;
  authorization: string | undefined;
  body: { model: string; stream: boolean; messages: { role: string; content: string }[] };
}

let server: Server;
let received: Received[];
/** Answers the n-th chat request, from 1. */
let answer: (response: ServerResponse, count: number) => void;

beforeEach(async () => {
  received = [];
  server = createServer(async (request: IncomingMessage, response) => {
    let text = '';
    for await (const part of request) text += part;
    const path = request.url ?? '';
    received.push({ path, authorization: request.headers.authorization, body: text === '' ? undefined : JSON.parse(text) });
    if (path === '/v1/models') {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ object: 'list', data: [{ id: 'small-model', object: 'model', created: 0, owned_by: 'me' }] }),
      );
    } else answer(response, received.filter((each) => each.path === '/v1/chat/completions').length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const request = {
  question: 'What raised the yield?',
  passages: [
    { title: 'Maize', section: 'Results', text: 'The yield rose with plant population.' },
    { title: 'Maize', section: '', text: 'Rain was scarce.' },
  ],
};
const never = new AbortController().signal;

function generate(options: { signal?: AbortSignal; onDelta?: (text: string) => void; model?: string; apiKey?: string } = {}) {
  const { signal = never, onDelta = () => undefined, model = 'small-model', apiKey } = options;
  return new OpenAiGenerator({ baseUrl: baseUrl(), model, ...(apiKey ? { apiKey } : {}) }).generate(request, { signal, onDelta });
}

const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const chunk = (delta: object, finish: string | null = null) =>
  event({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'small-model',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
const usage = event({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'small-model',
  choices: [],
  usage: { prompt_tokens: 90, completion_tokens: 7, total_tokens: 97 },
});
const stream = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const fail = (response: ServerResponse, status: number) =>
  response
    .writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' })
    .end(JSON.stringify({ error: { message: `no (${status})`, type: 'some_error', param: null, code: null } }));

test('streams the text and sends question and numbered passages', async () => {
  answer = (response) => {
    stream(response);
    response.write(chunk({ role: 'assistant', content: '' }));
    response.write(chunk({ content: '\n Plant ' }));
    // One event in two packets, two events in one.
    const both = chunk({ content: 'population ' }) + chunk({ content: '[1].' });
    response.write(both.slice(0, 40));
    setTimeout(() => response.end(both.slice(40) + chunk({}, 'stop') + usage + event('[DONE]')), 20);
  };
  const deltas: string[] = [];
  const result = await generate({ onDelta: (delta) => deltas.push(delta), apiKey: 'secret' });
  expect(result).toEqual({ text: 'Plant population [1].', model: 'small-model' });
  expect(deltas).toEqual(['Plant ', 'population ', '[1].']);
  const [{ body, authorization }] = received as [Received];
  expect(authorization).toBe('Bearer secret');
  expect(body).toMatchObject({ model: 'small-model', stream: true });
  expect(body.messages.at(-1)?.content).toContain('[1] Maize, Results: The yield rose with plant population.');
  expect(body.messages.at(-1)?.content).toContain('[2] Maize: Rain was scarce.');
  expect(body.messages.at(-1)?.content).toContain('What raised the yield?');
});

test('without a model name the first of the endpoint is used', async () => {
  answer = (response) => stream(response).end(chunk({ content: 'Yes.' }, 'stop') + event('[DONE]'));
  expect(await generate({ model: '' })).toEqual({ text: 'Yes.', model: 'small-model' });
});

test('a connection that breaks in the middle is generator_failed, not a short answer', async () => {
  answer = (response) => {
    stream(response).write(chunk({ content: 'Half of' }));
    setTimeout(() => response.destroy(), 20);
  };
  await expect(generate()).rejects.toMatchObject({ code: 'generator_failed' });
  answer = (response) => stream(response).end(chunk({ content: 'Half of' }));
  await expect(generate()).rejects.toMatchObject({ code: 'generator_failed' });
});

test('an error told within the stream, and a stream of something else, are generator_failed', async () => {
  answer = (response) => stream(response).end(chunk({ content: 'Half' }) + event({ error: { message: 'out of memory' } }));
  await expect(generate()).rejects.toMatchObject({ code: 'generator_failed' });
  answer = (response) => stream(response).end(event('<html>'));
  await expect(generate()).rejects.toMatchObject({ code: 'generator_failed' });
});

test.each([400, 401, 403, 404])('%i is endpoint_refused, at once', async (status) => {
  answer = (response) => fail(response, status);
  await expect(generate()).rejects.toMatchObject({ code: 'endpoint_refused', data: { status } });
  expect(received).toHaveLength(1);
});

test.each([429, 500, 503])('%i is tried again, then generator_failed', async (status) => {
  answer = (response, count) =>
    count === 1 ? fail(response, status) : stream(response).end(chunk({ content: 'Yes.' }, 'stop') + event('[DONE]'));
  expect((await generate()).text).toBe('Yes.');
  answer = (response) => fail(response, status);
  await expect(generate()).rejects.toMatchObject({ code: 'generator_failed', data: { status } });
});

test('an endpoint that is not there is endpoint_unreachable', async () => {
  const url = baseUrl();
  await new Promise((resolve) => server.close(resolve));
  const generator = new OpenAiGenerator({ baseUrl: url, model: 'small-model' });
  await expect(generator.generate(request, { signal: never, onDelta: () => undefined })).rejects.toMatchObject({
    code: 'endpoint_unreachable',
  });
});

test('an abort between slow tokens ends the answer and the connection', async () => {
  const controller = new AbortController();
  const closed = new Promise<void>((resolve) => {
    answer = (response) => {
      stream(response);
      const slow = setInterval(() => response.write(chunk({ content: 'word ' })), 50);
      response.on('close', () => {
        clearInterval(slow);
        resolve();
      });
    };
  });
  const deltas: string[] = [];
  const answering = generate({
    signal: controller.signal,
    onDelta: (delta) => {
      deltas.push(delta);
      if (deltas.length === 2) controller.abort();
    },
  });
  await expect(answering).rejects.toMatchObject({ code: 'cancelled' });
  expect(deltas).toHaveLength(2);
  await closed;
});

test('an abort before the first token is cancelled too', async () => {
  const controller = new AbortController();
  answer = () => setTimeout(() => controller.abort(), 20);
  await expect(generate({ signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
});
