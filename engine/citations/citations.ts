import type { CitationLink } from '../../shared/domain/citation.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { citesWork } from './citesWork.ts';

type Ports = Pick<EnginePorts, 'documents' | 'citations'>;

/** Which documents of the library a document cites, and which cite it; of all documents without one. Each pair once, at its first entry. */
export async function citationLinks(ports: Ports, ctx: RequestContext, documentId?: string): Promise<CitationLink[]> {
  const candidates = await ports.citations.candidates(ctx, documentId);
  const works = new Map<string, Document | null>();
  const links = new Map<string, CitationLink>();
  for (const { citingId, citedId, reference } of candidates) {
    if (!works.has(citedId)) works.set(citedId, await ports.documents.get(ctx, citedId));
    const work = works.get(citedId);
    const pair = `${citingId} ${citedId}`;
    if (work && !links.has(pair) && citesWork(reference, work))
      links.set(pair, { citingId, citedId, page: reference.page, text: reference.text });
  }
  return [...links.values()];
}
