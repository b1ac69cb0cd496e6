import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model was asked: the question, the passages it was given, by number, and what was said before. */
export interface Asked {
  /** What the model was told to do. */
  system: string;
  question: string;
  passages: Map<number, string>;
  history: string[];
}

export interface ChatServer {
  /** For HUB_OPENAI_URL. */
  url: string;
  asked: Asked[];
  /** What the model writes next; a function sees what it was asked. */
  write: string | ((asked: Asked) => string);
  /** When set, the model stops in the middle (after 20 letters, or as many as it says) and waits; resolves when the client has gone away. */
  stall: { gone: Promise<void>; after?: number } | null;
  /** When set, awaited after each few letters, with all that was sent so far. */
  pace: ((sent: string) => Promise<unknown>) | null;
  close(): void;
}

/** A language model behind OpenAI's chat completions, streaming a few letters at a time, that writes what a test tells it to. */
export async function startChatServer(): Promise<ChatServer> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const messages = (JSON.parse(body) as { messages: { role: string; content: string }[] }).messages;
    const history = messages.slice(0, -1).filter(({ role }) => role !== 'system');
    const system = messages.find(({ role }) => role === 'system')?.content ?? '';
    const asked = { system, ...readPrompt(messages.at(-1)!.content), history: history.map(({ content }) => content) };
    chat.asked.push(asked);
    const text = typeof chat.write === 'string' ? chat.write : chat.write(asked);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (chat.stall) {
      const gone = Promise.withResolvers<void>();
      chat.stall.gone = gone.promise;
      response.on('close', gone.resolve);
      sendChunk(response, { content: text.slice(0, chat.stall.after ?? 20) }, null);
      return;
    }
    for (let at = 0; at < text.length; at += 7) {
      sendChunk(response, { content: text.slice(at, at + 7) }, null);
      await chat.pace?.(text.slice(0, at + 7));
    }
    sendChunk(response, {}, 'stop');
    response.end('data: [DONE]\n\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const chat: ChatServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: [],
    write: '',
    stall: null,
    pace: null,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return chat;
}

function sendChunk(response: ServerResponse, delta: { content?: string }, finish: string | null): void {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  response.write(
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`,
  );
}

function readPrompt(content: string): Pick<Asked, 'question' | 'passages'> {
  const [, numbered, question] = /^(.*)\n\nQuestion: (.*)$/su.exec(content)!;
  const passages = new Map<number, string>();
  for (const part of numbered!.split(/\n\n(?=\[\d+\] )/u)) {
    const [, n, text] = /^\[(\d+)\] (.*)$/su.exec(part)!;
    passages.set(Number(n), text!);
  }
  return { question: question!, passages };
}
