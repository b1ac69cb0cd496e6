import { z } from 'zod';
import type { WorkRecord } from '../../../shared/domain/record.ts';
import { doiKey } from '../../library/workKeys.ts';
import type { RecordRegister, WorkIdentity } from '../../ports/RecordRegister.ts';
import { optional, parseAnswer, plainText } from './parseAnswer.ts';
import { RegisterClient, type RegisterClientOptions } from './RegisterClient.ts';

/** A work as https://docs.openalex.org/api-entities/works/work-object describes it; what is not used here is left out. */
const workSchema = z.object({
  id: z.string(),
  doi: optional(z.string()),
  title: optional(z.string()),
  publication_year: optional(z.number().int()),
  authorships: optional(z.array(z.object({ author: z.object({ display_name: optional(z.string()) }) }))),
  primary_location: optional(z.object({ source: optional(z.object({ display_name: optional(z.string()) })) })),
  biblio: optional(
    z.object({
      volume: optional(z.string()),
      issue: optional(z.string()),
      first_page: optional(z.string()),
      last_page: optional(z.string()),
    }),
  ),
});

/** OpenAlex: works by DOI, those of other registration agencies too. */
export class OpenAlexRegister implements RecordRegister {
  readonly id = 'openalex';
  readonly #client: RegisterClient;
  readonly #query: Record<string, string>;

  constructor(options: RegisterClientOptions & { key?: string | undefined }) {
    this.#client = new RegisterClient(options);
    this.#query = {
      ...(options.contact ? { mailto: options.contact } : {}),
      ...(options.key ? { api_key: options.key } : {}),
    };
  }

  question({ doi }: WorkIdentity): string | null {
    return doi && `doi:${doi}`;
  }

  async ask({ doi }: WorkIdentity, { signal }: { signal: AbortSignal }): Promise<WorkRecord[]> {
    const text = await this.#client.get(`/works/doi:${encodeURIComponent(doi ?? '')}`, this.#query, signal);
    return text === null ? [] : [recordOf(parseAnswer(workSchema, text))];
  }
}

function recordOf(work: z.output<typeof workSchema>): WorkRecord {
  const { first_page: first, last_page: last, volume, issue } = work.biblio ?? {};
  return {
    register: 'openalex',
    title: plainText(work.title),
    authors: (work.authorships ?? []).flatMap(({ author }) => plainText(author.display_name) || []),
    year: work.publication_year ?? null,
    doi: doiKey(work.doi ?? null),
    venue: plainText(work.primary_location?.source?.display_name),
    volume: volume ?? '',
    issue: issue ?? '',
    pages: first && last && first !== last ? `${first}-${last}` : (first ?? ''),
  };
}
