import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { MemoryLexicalIndex } from '../../engine/adapters/memory/MemoryLexicalIndex.ts';
import { MemoryRelatedStore } from '../../engine/adapters/memory/MemoryRelatedStore.ts';
import { MemoryVectorStore } from '../../engine/adapters/memory/MemoryVectorStore.ts';
import type { RequestContext } from '../../engine/context.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import type { Embedder } from '../../engine/ports/Embedder.ts';
import { localLibraryId } from '../../shared/domain/library.ts';
import { testContext } from '../contract/testContext.ts';

/** An empty library in memory, as far as searching and answering from evidence need one. */
export async function memoryPorts(embedder: Embedder): Promise<{ ports: EnginePorts; ctx: RequestContext }> {
  const ctx = testContext(localLibraryId);
  const documents = new MemoryDocumentStore();
  await documents.ensureLibrary(ctx, 'Bench');
  const indexes = { lexical: new MemoryLexicalIndex(documents), vectors: new MemoryVectorStore() };
  const parts = { documents, related: new MemoryRelatedStore(documents), ...indexes, embedder };
  return { ports: { ...parts, generators: [] } as unknown as EnginePorts, ctx };
}
