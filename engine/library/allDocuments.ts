import type { Document } from '../../shared/domain/document.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/** Every document of the library outside the trash, newest first. */
export async function allDocuments(ports: Pick<EnginePorts, 'documents'>, ctx: RequestContext): Promise<Document[]> {
  const documents: Document[] = [];
  let cursor: string | null = null;
  do {
    const page = await ports.documents.list(ctx, { limit: 500, ...(cursor === null ? {} : { cursor }) });
    documents.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return documents;
}
