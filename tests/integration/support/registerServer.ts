import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A work as the registers of this server know it. */
export interface RegisteredWork {
  doi?: string;
  arxivId?: string;
  title: string;
  authors: [given: string, family: string][];
  year: number;
  venue?: string;
  volume?: string;
  issue?: string;
  pages?: [first: string, last: string];
}

/** What it says instead of the answer to a request; `hang` never ends. */
export type Trouble = { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'hangUp';

/** The three registers as one server on this machine: their paths and the shapes of their answers as documented. */
export async function startRegisterServer(known: Partial<Record<'crossref' | 'openalex' | 'arxiv', RegisteredWork[]>>) {
  const asked: { register: string; url: string; userAgent: string; at: number }[] = [];
  const troubles: Trouble[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://register');
    const [, register = '', ...path] = url.pathname.split('/');
    asked.push({
      register,
      url: `/${path.join('/')}${url.search}`,
      userAgent: request.headers['user-agent'] ?? '',
      at: Date.now(),
    });
    const trouble = troubles.shift();
    if (trouble) makeTrouble(trouble, request, response);
    else if (register === 'crossref') crossref(known.crossref ?? [], path, url, response);
    else if (register === 'openalex') openAlex(known.openalex ?? [], path, response);
    else if (register === 'arxiv') arxiv(known.arxiv ?? [], url, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    /** Settings under which the product asks this server. */
    settings: {
      HUB_CROSSREF_URL: `${base}/crossref`,
      HUB_OPENALEX_URL: `${base}/openalex/`,
      HUB_ARXIV_URL: `${base}/arxiv`,
    },
    /** Every request so far. */
    asked,
    /** The next requests meet these, one each. */
    meet: (...next: Trouble[]) => void troubles.push(...next),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type RegisterServer = Awaited<ReturnType<typeof startRegisterServer>>;

function makeTrouble(trouble: Trouble, request: IncomingMessage, response: ServerResponse): void {
  if (trouble === 'hang') return;
  if (trouble === 'hangUp') request.socket.destroy();
  else response.writeHead(trouble.status, trouble.headers).end(trouble.body ?? '');
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function crossref(works: RegisteredWork[], [, ...doi]: string[], url: URL, response: ServerResponse): void {
  const wanted = decodeURIComponent(doi.join('/')).toLowerCase();
  if (wanted === '') {
    const words = new Set((url.searchParams.get('query.bibliographic') ?? '').toLowerCase().split(/\W+/));
    const score = ({ title }: RegisteredWork) =>
      title
        .toLowerCase()
        .split(/\W+/)
        .filter((word) => words.has(word)).length;
    const items = works.filter((work) => score(work) > 0).sort((a, b) => score(b) - score(a));
    json(response, { status: 'ok', 'message-type': 'work-list', message: { items: items.map(crossrefWork) } });
    return;
  }
  const work = works.find((one) => one.doi === wanted);
  if (!work) response.writeHead(404, { 'content-type': 'text/plain' }).end('Resource not found.');
  else json(response, { status: 'ok', 'message-type': 'work', 'message-version': '1.0.0', message: crossrefWork(work) });
}

function crossrefWork({ doi, title, authors, year, venue, volume, issue, pages }: RegisteredWork) {
  return {
    DOI: doi,
    type: 'journal-article',
    title: [title],
    subtitle: [],
    author: authors.map(([given, family]) => ({ given, family, sequence: 'additional', affiliation: [] })),
    'container-title': venue ? [venue] : [],
    volume,
    issue,
    ...(pages ? { page: pages.join('-') } : {}),
    issued: { 'date-parts': [[year, 3]] },
    published: { 'date-parts': [[year, 3]] },
    abstract: null,
  };
}

function openAlex(works: RegisteredWork[], [, ...id]: string[], response: ServerResponse): void {
  const wanted = decodeURIComponent(id.join('/')).replace(/^doi:/, '').toLowerCase();
  const work = works.find((one) => one.doi === wanted);
  if (!work) {
    response.writeHead(404).end('<!doctype html><title>404 Not Found</title>');
    return;
  }
  json(response, {
    id: 'https://openalex.org/W1',
    doi: `https://doi.org/${work.doi}`,
    title: work.title,
    display_name: work.title,
    publication_year: work.year,
    authorships: work.authors.map((name) => ({ author_position: 'middle', author: { display_name: name.join(' ') } })),
    primary_location: { is_oa: true, source: work.venue ? { display_name: work.venue } : null },
    biblio: {
      volume: work.volume ?? null,
      issue: work.issue ?? null,
      first_page: work.pages?.[0] ?? null,
      last_page: work.pages?.[1] ?? null,
    },
  });
}

function arxiv(works: RegisteredWork[], url: URL, response: ServerResponse): void {
  const work = works.find((one) => one.arxivId === url.searchParams.get('id_list'));
  const authors = work?.authors.map((name) => `<author><name>${name.join(' ')}</name></author>`).join('');
  const entry = work
    ? `<entry><id>http://arxiv.org/abs/${work.arxivId}v1</id><updated>${work.year}-01-03T00:00:00Z</updated>
       <published>${work.year}-01-03T00:00:00Z</published><title>${work.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title><summary>…</summary>${authors}
       <link href="http://arxiv.org/abs/${work.arxivId}v1" rel="alternate" type="text/html"/></entry>`
    : '';
  response.writeHead(200, { 'content-type': 'application/atom+xml; charset=utf-8' }).end(
    `<?xml version="1.0" encoding="UTF-8"?>
     <feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
       <title type="html">ArXiv Query</title><id>http://arxiv.org/api/x</id>
       <opensearch:totalResults>${work ? 1 : 0}</opensearch:totalResults>${entry}</feed>`,
  );
}
