import type { AnnotationStore } from './ports/AnnotationStore.ts';
import type { BlobStore } from './ports/BlobStore.ts';
import type { Cache } from './ports/Cache.ts';
import type { CitationStore } from './ports/CitationStore.ts';
import type { CollectionStore } from './ports/CollectionStore.ts';
import type { ConversationStore } from './ports/ConversationStore.ts';
import type { DeviceTuner } from './ports/DeviceTuner.ts';
import type { DocumentStore } from './ports/DocumentStore.ts';
import type { Embedder } from './ports/Embedder.ts';
import type { EventBus } from './ports/EventBus.ts';
import type { Generator } from './ports/Generator.ts';
import type { JobQueue } from './ports/JobQueue.ts';
import type { LanguageStore } from './ports/LanguageStore.ts';
import type { LexicalIndex } from './ports/LexicalIndex.ts';
import type { Logger } from './ports/Logger.ts';
import type { MatrixStore } from './ports/MatrixStore.ts';
import type { ModelStore } from './ports/ModelStore.ts';
import type { Parser } from './ports/Parser.ts';
import type { RecordRegister } from './ports/RecordRegister.ts';
import type { RecordStore } from './ports/RecordStore.ts';
import type { RelatedStore } from './ports/RelatedStore.ts';
import type { VectorStore } from './ports/VectorStore.ts';

/** Everything the engine needs from the world; built by a host. */
export interface EnginePorts {
  documents: DocumentStore;
  conversations: ConversationStore;
  collections: CollectionStore;
  annotations: AnnotationStore;
  related: RelatedStore;
  matrices: MatrixStore;
  records: RecordStore;
  /** In the order they are asked. */
  registers: RecordRegister[];
  /** Whether a person turned on that papers are looked up by themselves; asked at each use. */
  lookUps: () => boolean;
  citations: CitationStore;
  lexical: LexicalIndex;
  vectors: VectorStore;
  blobs: BlobStore;
  cache: Cache;
  queue: JobQueue;
  events: EventBus;
  models: ModelStore;
  /** Id of the model the embedder uses. */
  embeddingModel: string;
  /** What text on pictures of pages is recognised in. */
  languages: LanguageStore;
  /** Id of the language model that answers are set to be written with on this machine; null while none is. */
  languageModel: () => Promise<string | null>;
  parser: Parser;
  embedder: Embedder;
  tuner: DeviceTuner;
  /** Language models beside the built-in evidence generator, best first. */
  generators: Generator[];
  log: Logger;
  /** Epoch milliseconds. */
  now: () => number;
  newId: () => string;
}
