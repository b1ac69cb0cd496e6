import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { type ModelEndpoint, openAiClient } from './OpenAiGenerator.ts';

/** A server on the own machine may load a model before it says its first word. */
const wordMs = 60_000;
const listMs = 15_000;

export interface EndpointTest {
  ok: boolean;
  /** What the endpoint lists; empty where it does not tell. */
  models: string[];
  /** What came of it, for a person. */
  message: string;
}

/** Asks an endpoint for its models, then for a word of the one named (of the first it lists, where none is). Never throws. */
export async function testEndpoint(endpoint: ModelEndpoint): Promise<EndpointTest> {
  const client = openAiClient(endpoint, { maxRetries: 0 });
  let models: string[] = [];
  try {
    models = (await client.models.list({ timeout: listMs })).data.map(({ id }) => id);
  } catch (error) {
    // Not every endpoint lists its models; one that is named may still answer.
    if (endpoint.model === '' || !isNotListed(error)) return { ok: false, models, message: reasonOf(error, endpoint) };
  }
  const model = endpoint.model || models[0];
  if (!model) return { ok: false, models, message: 'The endpoint answers, but it has no model.' };
  try {
    const answer = await client.chat.completions.create(
      { model, messages: [{ role: 'user', content: 'Say: ready' }], max_tokens: 8 },
      { timeout: wordMs },
    );
    if (!Array.isArray(answer.choices)) return { ok: false, models, message: notAnEndpoint };
    return { ok: true, models, message: `${model} answers.` };
  } catch (error) {
    return { ok: false, models, message: reasonOf(error, { ...endpoint, model }) };
  }
}

const notAnEndpoint = 'Something answers there, but not as an OpenAI-compatible endpoint. Check the address; most end in /v1.';

const isNotListed = (error: unknown) => error instanceof APIError && [404, 405, 501].includes(Number(error.status));

function reasonOf(error: unknown, { baseUrl, model }: ModelEndpoint): string {
  const { host } = new URL(baseUrl);
  if (error instanceof APIConnectionTimeoutError) return `${host} did not answer in time.`;
  if (error instanceof APIConnectionError) return `${host} cannot be reached. Check the address, and that the server runs.`;
  if (!(error instanceof APIError) || error.status === undefined) return notAnEndpoint;
  const said = error.message.slice(0, 300);
  const noSuchModel = error.code === 'model_not_found' || (error.status === 404 && /model/i.test(said));
  if (error.status === 401 || error.status === 403) return `The endpoint refuses the key (${error.status}). Check it.`;
  if (noSuchModel) return `The endpoint has no model named “${model}”.`;
  if (error.status === 404) return notAnEndpoint;
  if (error.status === 429) return 'The endpoint answers, but takes no more requests now (limit or credit used up).';
  return `The endpoint answers with an error: ${said}`;
}
