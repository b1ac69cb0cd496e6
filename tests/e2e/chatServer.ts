import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A language model's endpoint on this machine that streams the given words and, with `endless`, never comes to an end. */
export async function startChatServer(words: string[], options: { endless?: boolean } = {}) {
  let broken = 0;
  const server = createServer((request, response) => {
    request.resume();
    const chunk = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 0, delta, finish_reason }],
      })}\n\n`;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const word of words) response.write(chunk({ content: word }, null));
    if (!options.endless) response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
    response.on('close', () => {
      if (!response.writableFinished) broken += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { HUB_OPENAI_URL: `http://127.0.0.1:${port}/v1`, HUB_OPENAI_MODEL: 'm' },
    /** Answers the other side broke off. */
    broken: () => broken,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
