import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import type { WorkRecord } from '../../../shared/domain/record.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { RecordRegister, WorkIdentity } from '../../ports/RecordRegister.ts';
import { optional, plainText } from './parseAnswer.ts';
import { RegisterClient, type RegisterClientOptions } from './RegisterClient.ts';

/** An Atom feed as https://info.arxiv.org/help/api/user-manual.html describes it; an unknown id gives a feed without entries, or one that is an error. */
const feedSchema = z.object({
  feed: z.object({
    entry: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          published: optional(z.string()),
          author: optional(z.array(z.object({ name: z.string() }))),
        }),
      )
      .default([]),
  }),
});

// Numbers stay text, and entities are no more than the five of XML: a document can define none that grow.
const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => name === 'entry' || name === 'author',
});

/** arXiv: its own preprints, by their ids. */
export class ArxivRegister implements RecordRegister {
  readonly id = 'arxiv';
  readonly #client: RegisterClient;

  constructor(options: RegisterClientOptions) {
    this.#client = new RegisterClient(options);
  }

  question(identity: WorkIdentity): string | null {
    const id = arxivIdOf(identity);
    return id && `arxiv:${id}`;
  }

  async ask(identity: WorkIdentity, { signal }: { signal: AbortSignal }): Promise<WorkRecord[]> {
    const id = arxivIdOf(identity) ?? '';
    const text = await this.#client.get('/api/query', { id_list: id, max_results: '1' }, signal);
    return text === null ? [] : entriesOf(text).map(recordOf);
  }
}

/** As printed on it, or in the DOI arXiv gives each of its papers. */
function arxivIdOf({ arxivId, doi }: WorkIdentity): string | null {
  return arxivId ?? /^10\.48550\/arxiv\.(.+)$/.exec(doi ?? '')?.[1] ?? null;
}

type Entry = z.output<typeof feedSchema>['feed']['entry'][number];

function entriesOf(text: string): Entry[] {
  const parsed = XMLValidator.validate(text) === true ? feedSchema.safeParse(emptyAsNone(parser.parse(text))) : null;
  if (!parsed?.success) throw new AppError('lookup_failed', { message: 'The register’s answer cannot be read.' });
  return parsed.data.feed.entry.filter(({ id }) => id.includes('/abs/'));
}

/** An element without anything in it is read as an empty text. */
function emptyAsNone(parsed: { feed?: unknown }): unknown {
  return parsed.feed === '' ? { feed: {} } : parsed;
}

function recordOf({ id, title, published, author }: Entry): WorkRecord {
  const year = Number(published?.slice(0, 4));
  const arxivId = id.replace(/^.*\/abs\//, '').replace(/v\d+$/, '');
  return {
    register: 'arxiv',
    title: plainText(title),
    authors: (author ?? []).flatMap(({ name }) => plainText(name) || []),
    year: Number.isInteger(year) && year > 0 ? year : null,
    doi: `10.48550/arxiv.${arxivId}`.toLowerCase(),
    venue: 'arXiv',
    volume: '',
    issue: '',
    pages: '',
  };
}
