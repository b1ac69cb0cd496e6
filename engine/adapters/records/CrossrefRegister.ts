import { z } from 'zod';
import type { WorkRecord } from '../../../shared/domain/record.ts';
import { doiKey, titleKey } from '../../library/workKeys.ts';
import type { RecordRegister, WorkIdentity } from '../../ports/RecordRegister.ts';
import { optional, parseAnswer, plainText } from './parseAnswer.ts';
import { RegisterClient, type RegisterClientOptions } from './RegisterClient.ts';

const date = optional(z.object({ 'date-parts': z.array(z.array(z.number().nullable())) }));
/** A work as https://api.crossref.org/swagger-ui describes it; what is not used here is left out. */
const workSchema = z.object({
  DOI: z.string(),
  title: optional(z.array(z.string())),
  subtitle: optional(z.array(z.string())),
  author: optional(z.array(z.object({ given: optional(z.string()), family: optional(z.string()), name: optional(z.string()) }))),
  'container-title': optional(z.array(z.string())),
  volume: optional(z.string()),
  issue: optional(z.string()),
  page: optional(z.string()),
  'article-number': optional(z.string()),
  'published-print': date,
  published: date,
  issued: date,
});
const workAnswer = z.object({ message: workSchema });
const searchAnswer = z.object({ message: z.object({ items: z.array(workSchema) }) });

/** How many works a search for a title brings: the right one is the first, or behind its corrections and replies. */
const searched = 5;

/** Crossref: the works of most publishers by DOI, and by title. */
export class CrossrefRegister implements RecordRegister {
  readonly id = 'crossref';
  readonly #client: RegisterClient;
  readonly #query: Record<string, string>;

  constructor(options: RegisterClientOptions) {
    this.#client = new RegisterClient(options);
    this.#query = options.contact ? { mailto: options.contact } : {};
  }

  question({ doi, title }: WorkIdentity): string | null {
    const key = title === null ? null : titleKey(title);
    return doi === null ? key && `title:${key}` : `doi:${doi}`;
  }

  async ask({ doi, title }: WorkIdentity, { signal }: { signal: AbortSignal }): Promise<WorkRecord[]> {
    if (doi !== null) {
      const text = await this.#client.get(`/works/${encodeURIComponent(doi)}`, this.#query, signal);
      return text === null ? [] : [recordOf(parseAnswer(workAnswer, text).message)];
    }
    const query = { ...this.#query, 'query.bibliographic': title ?? '', rows: `${searched}` };
    const text = await this.#client.get('/works', query, signal);
    return text === null ? [] : parseAnswer(searchAnswer, text).message.items.map(recordOf);
  }
}

function recordOf(work: z.output<typeof workSchema>): WorkRecord {
  const year = (work['published-print'] ?? work.published ?? work.issued)?.['date-parts'][0]?.[0];
  const [title, subtitle] = [plainText(work.title?.[0]), plainText(work.subtitle?.[0])];
  return {
    register: 'crossref',
    title: subtitle && !title.includes(subtitle) ? `${title}: ${subtitle}` : title,
    authors: (work.author ?? []).flatMap(
      ({ given, family, name }) => plainText(family ? `${given ?? ''} ${family}` : name) || [],
    ),
    year: year ?? null,
    doi: doiKey(work.DOI),
    venue: plainText(work['container-title']?.[0]),
    volume: work.volume ?? '',
    issue: work.issue ?? '',
    pages: work.page ?? work['article-number'] ?? '',
  };
}
