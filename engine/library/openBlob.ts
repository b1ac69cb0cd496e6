import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/** The PDF of a document of the library, or `[start, end)` of it. Errors: `not_found`, `blob_missing`. */
export async function openBlob(
  ports: EnginePorts,
  ctx: RequestContext,
  documentId: string,
  range?: { start: number; end: number },
): Promise<{ stream: ReadableStream<Uint8Array>; sizeBytes: number }> {
  const document = await documentOf(ports, ctx, documentId);
  return { stream: await ports.blobs.open(ctx, document.blobHash, range), sizeBytes: document.sizeBytes };
}

/** A readable file with a document's PDF; call `release` when done, the path may be temporary. Errors: `not_found`, `blob_missing`. */
export async function blobFile(
  ports: EnginePorts,
  ctx: RequestContext,
  documentId: string,
): Promise<{ path: string; release(): Promise<void> }> {
  const { blobHash } = await documentOf(ports, ctx, documentId);
  return await ports.blobs.localFile(ctx, blobHash);
}

async function documentOf(ports: EnginePorts, ctx: RequestContext, documentId: string) {
  const document = await ports.documents.get(ctx, documentId);
  if (!document) throw new AppError('not_found', { message: 'This document is not in the library.' });
  return document;
}
