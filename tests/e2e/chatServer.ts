import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the model stops to think until `goOn`. */
export const pause = Symbol('pause');
export type Said = readonly (string | typeof pause)[];

interface Options {
  /** The answer never comes to an end. */
  endless?: boolean;
  /** What it lists; another name is refused. */
  models?: string[];
  /** Without this key it refuses. */
  key?: string;
}

interface Body {
  model: string;
  stream?: boolean;
  messages: { role: string; content: string }[];
}

/** A language model's endpoint on this machine that streams the given words, or what the function gives for each question. */
export async function startChatServer(words: Said | (() => Said), options: Options = {}) {
  const { models = ['m'] } = options;
  let broken = 0;
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    if (options.key && request.headers.authorization !== `Bearer ${options.key}`)
      return refuse(response, 401, 'invalid_api_key', 'Incorrect API key provided.');
    if (request.url === '/v1/models') return json(response, 200, { object: 'list', data: models.map((id) => ({ id })) });
    const { model, stream, messages } = await bodyOf(request);
    if (!models.includes(model)) return refuse(response, 404, 'model_not_found', `The model ${model} does not exist.`);
    const said = typeof words === 'function' ? words() : words;
    if (!stream) {
      const content = said.filter((word) => word !== pause).join('');
      return json(response, 200, completion({ message: { role: 'assistant', content } }, 'stop'));
    }
    asked.push(messages.map(({ content }) => content).join('\n'));
    response.on('close', () => {
      if (!response.writableFinished) broken += 1;
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const word of said) {
      if (word === pause) await new Promise<void>((resolve) => waiting.push(resolve));
      else response.write(data(completion({ delta: { content: word } }, null)));
    }
    if (!options.endless) response.end(`${data(completion({ delta: {} }, 'stop'))}data: [DONE]\n\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    url,
    settings: { HUB_OPENAI_URL: url, HUB_OPENAI_MODEL: models[0] as string },
    /** Answers the other side broke off. */
    broken: () => broken,
    /** All that it was sent with each question. */
    asked: () => asked,
    /** Lets every answer that waits at a pause go on. */
    goOn: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function completion(choice: object, finish_reason: string | null): object {
  const choices = [{ index: 0, ...choice, finish_reason }];
  return { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'm', choices };
}

const data = (value: object) => `data: ${JSON.stringify(value)}\n\n`;

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let body = '';
  for await (const part of request) body += part;
  return JSON.parse(body);
}

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  json(response, status, { error: { code, message, type: 'invalid_request_error' } });
}
