import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../errors/AppError.ts';

/** An address to put paths behind. */
const baseUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

const configSchema = z.object({
  HUB_DATA: z.string().min(1).optional(),
  /** Id of the embedding model in resources/models.json. */
  HUB_EMBEDDING_MODEL: z.string().optional(),
  /** Where the embedding model runs; without it what the host's settings say, else `auto`: what was measured to be best. */
  HUB_DEVICE: z.enum(['auto', 'cpu', 'webgpu', 'cuda']).optional(),
  /** Threads of the models; 0 lets the runtime choose. */
  HUB_THREADS: z.coerce.number().int().min(0).max(256).default(0),
  /** Replaces https://huggingface.co for model downloads. */
  HUB_MODEL_MIRROR: z.url().optional(),
  /** Replaces https://cdn.jsdelivr.net/npm, from where language data for text recognition is downloaded. */
  HUB_LANGUAGE_MIRROR: z.url().optional(),
  /** Languages in which text on scans is recognised, `eng+deu`, or `off`; without it what the host's settings say. */
  HUB_OCR: z
    .string()
    .regex(/^(?:off|[a-z]{3}(?:_[a-z]+)?(?:\+[a-z]{3}(?:_[a-z]+)?)*)$/)
    .optional(),
  /** A GGUF language model; without it the first one in the models folder is used. */
  HUB_GGUF: z.string().optional(),
  /** An OpenAI-compatible endpoint, e.g. http://127.0.0.1:11434/v1. */
  HUB_OPENAI_URL: z.url().optional(),
  HUB_OPENAI_MODEL: z.string().optional(),
  HUB_OPENAI_KEY: z.string().optional(),
  /** Whether papers are looked up in the registers below by themselves; without it what the host's settings say, else off. */
  HUB_LOOKUPS: z.enum(['on', 'off']).optional(),
  /** Registers of works, or an institution's own copies of them. */
  HUB_CROSSREF_URL: baseUrl.default('https://api.crossref.org'),
  HUB_OPENALEX_URL: baseUrl.default('https://api.openalex.org'),
  HUB_OPENALEX_KEY: z.string().optional(),
  HUB_ARXIV_URL: baseUrl.default('https://export.arxiv.org'),
  /** An e-mail address the registers' operators can write to; they serve those better who give one. */
  HUB_CONTACT: z.email().optional(),
  HUB_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
});
export type Config = z.infer<typeof configSchema>;

const secrets = ['HUB_OPENAI_KEY', 'HUB_OPENALEX_KEY'] as const;

/**
 * Settings from the environment, read once by a host; a secret `NAME` also from the file `NAME_FILE` names. Throws `invalid_input` with every
 * problem at once.
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  // An empty variable counts as one that is not set.
  const values = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  for (const name of secrets) {
    const file = values[`${name}_FILE`];
    if (file === undefined || values[name] !== undefined) continue;
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      problems.push(`${name}_FILE: ${(error as Error).message}`);
    }
  }
  const parsed = configSchema.safeParse(values);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (!parsed.success || problems.length > 0) {
    throw new AppError('invalid_input', { message: `The settings are not valid: ${problems.join('; ')}.`, data: { problems } });
  }
  return parsed.data;
}
