import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ulid } from 'ulid';
import type { Config } from '../../../shared/config/config.ts';
import { localLibraryId, localPrincipalId } from '../../../shared/domain/library.ts';
import { defaultSettings } from '../../../shared/domain/settings.ts';
import { createEngine } from '../../createEngine.ts';
import type { Engine } from '../../Engine.ts';
import type { EnginePorts } from '../../EnginePorts.ts';
import type { AnnotationStore } from '../../ports/AnnotationStore.ts';
import type { CitationStore } from '../../ports/CitationStore.ts';
import type { CollectionStore } from '../../ports/CollectionStore.ts';
import type { ConversationStore } from '../../ports/ConversationStore.ts';
import type { DocumentStore } from '../../ports/DocumentStore.ts';
import type { LexicalIndex } from '../../ports/LexicalIndex.ts';
import type { Logger } from '../../ports/Logger.ts';
import type { MatrixStore } from '../../ports/MatrixStore.ts';
import type { RecordStore } from '../../ports/RecordStore.ts';
import type { RelatedStore } from '../../ports/RelatedStore.ts';
import type { VectorStore } from '../../ports/VectorStore.ts';
import type { Launcher } from '../../processes/Channel.ts';
import type { ProcessConfig, ProcessName } from '../../processes/definitions.ts';
import { ProcessClient } from '../../processes/ProcessClient.ts';
import {
  annotationMethods,
  annotationReads,
  citationMethods,
  citationReads,
  collectionMethods,
  collectionReads,
  conversationMethods,
  conversationReads,
  documentMethods,
  documentReads,
  lexicalMethods,
  lexicalReads,
  matrixMethods,
  matrixReads,
  recordMethods,
  recordReads,
  relatedMethods,
  relatedReads,
  vectorMethods,
  vectorReads,
} from '../../processes/portMethods.ts';
import { RemoteEmbedder } from '../../processes/RemoteEmbedder.ts';
import { RemoteParser } from '../../processes/RemoteParser.ts';
import { remotePort } from '../../processes/remotePort.ts';
import { MemoryEventBus } from '../memory/MemoryEventBus.ts';
import type { ModelEndpoint } from '../models/OpenAiGenerator.ts';
import { recordRegisters } from '../records/recordRegisters.ts';
import { openQueue, refuseLostLibrary } from './damagedFiles.ts';
import { FileBlobStore } from './FileBlobStore.ts';
import { FileLanguageStore } from './FileLanguageStore.ts';
import { FileModelStore } from './FileModelStore.ts';
import { LocalDeviceTuner } from './LocalDeviceTuner.ts';
import { LruCache } from './LruCache.ts';
import { localGenerators } from './localGenerators.ts';
import { parserCount } from './parserCount.ts';
import { TuningFile } from './TuningFile.ts';

export interface LocalEngineOptions {
  /** Holds everything a person gave us. The caller has locked it. */
  dataDir: string;
  config: Config;
  /** `resources/` of the app: the model manifest and the models that come with it. */
  resourcesDir: string;
  launch: Launcher;
  log: Logger;
  /** What a person chose in the host's settings; the environment wins over it. */
  chosen?: {
    /** The model endpoint at the moment of each use; null without one. */
    endpoint: () => Promise<ModelEndpoint | null>;
    /** Languages in which text on pictures of pages is recognised, at the moment of each use; none: it is not. */
    ocrLanguages: () => string[];
    /** Whether papers are looked up in registers by themselves, at this moment. */
    lookUps: () => boolean;
    /** The language model file a person chose (null: the newest), and whether answers are written with it. */
    languageModel: () => { id: string | null; writes: boolean };
    /** Where the embedding model runs, from this start on. */
    device: NonNullable<Config['HUB_DEVICE']>;
  };
}

/** Lays out a data folder and composes the desktop's ports over it. Errors: `library_newer`, `library_damaged`, `disk_full`, `access_denied`. */
export async function openLocalEngine(options: LocalEngineOptions): Promise<Engine> {
  const { ports, close } = await openLocalPorts(options);
  return createEngine(ports, { close });
}

/** The ports themselves, for hosts that work below the engine (benchmarks). `close` ends the processes. */
export async function openLocalPorts(options: LocalEngineOptions): Promise<{ ports: EnginePorts; close: () => Promise<void> }> {
  const { dataDir, config, resourcesDir, log } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await refuseLostLibrary(dataDir);
  const events = new MemoryEventBus({ log });
  const models = await FileModelStore.open({
    modelsFile: join(resourcesDir, 'models.json'),
    directories: [join(dataDir, 'models'), join(resourcesDir, 'models')],
    ...(config.HUB_MODEL_MIRROR ? { hubUrl: config.HUB_MODEL_MIRROR } : {}),
    makeInt8: async (source, target, signal) => void (await inference.request('makeInt8', { source, target }, { signal })),
  });
  const languages = await FileLanguageStore.open({
    resourcesDir,
    directory: join(dataDir, 'tessdata'),
    ...(config.HUB_LANGUAGE_MIRROR ? { packagesUrl: config.HUB_LANGUAGE_MIRROR } : {}),
  });
  const ocrLanguages = () => {
    if (config.HUB_OCR) return config.HUB_OCR === 'off' ? [] : config.HUB_OCR.split('+');
    return options.chosen?.ocrLanguages() ?? defaultSettings.ocr.languages;
  };
  const embeddingModel = config.HUB_EMBEDDING_MODEL ?? models.defaultEmbedder;
  const chosenLanguageModel = options.chosen?.languageModel ?? (() => ({ id: null, writes: false }));
  const languageModelFile = () => models.languageModel(chosenLanguageModel().id);
  const clients: ProcessClient[] = [];
  const client = <N extends ProcessName>(name: N, processConfig: ProcessConfig<N>) => {
    const made = new ProcessClient({
      name,
      config: processConfig,
      launch: options.launch,
      log,
      onCrash: (crashed) => events.publish({ type: 'process.crashed', process: crashed, restarting: true }),
    });
    clients.push(made);
    return made;
  };
  const store = client('store', { dataDir });
  const parsers = Array.from({ length: parserCount() }, () => client('parser', {}));
  const tuningFile = new TuningFile(join(dataDir, 'tuning.json'));
  const tuned = (await tuningFile.read(embeddingModel))?.chosen;
  const chosenDevice = config.HUB_DEVICE ?? options.chosen?.device ?? 'auto';
  const device = chosenDevice === 'auto' ? (tuned?.device ?? 'cpu') : chosenDevice;
  const modelFiles = { modelDirs: models.directories, modelsFile: models.modelsFile, threads: config.HUB_THREADS };
  const inference = client('inference', {
    ...modelFiles,
    modelId: embeddingModel,
    device,
    ...(tuned?.device === device ? { batchTokens: tuned.batchTokens } : {}),
  });
  const queue = openQueue(join(dataDir, 'queue.sqlite'), log);
  const ports: EnginePorts = {
    documents: remotePort<DocumentStore>(store, 'documents', documentMethods, documentReads),
    conversations: remotePort<ConversationStore>(store, 'conversations', conversationMethods, conversationReads),
    collections: remotePort<CollectionStore>(store, 'collections', collectionMethods, collectionReads),
    annotations: remotePort<AnnotationStore>(store, 'annotations', annotationMethods, annotationReads),
    related: remotePort<RelatedStore>(store, 'related', relatedMethods, relatedReads),
    citations: remotePort<CitationStore>(store, 'citations', citationMethods, citationReads),
    matrices: remotePort<MatrixStore>(store, 'matrices', matrixMethods, matrixReads),
    records: remotePort<RecordStore>(store, 'records', recordMethods, recordReads),
    registers: recordRegisters(config),
    lookUps: () => (config.HUB_LOOKUPS ? config.HUB_LOOKUPS === 'on' : (options.chosen?.lookUps() ?? false)),
    lexical: remotePort<LexicalIndex>(store, 'lexical', lexicalMethods, lexicalReads),
    vectors: remotePort<VectorStore>(store, 'vectors', vectorMethods, vectorReads),
    blobs: await FileBlobStore.open(join(dataDir, 'blobs')),
    cache: new LruCache(),
    queue,
    events,
    models,
    embeddingModel,
    languages,
    parser: new RemoteParser(parsers, () => languages.recognition(ocrLanguages())),
    languageModel: async () => (chosenLanguageModel().writes ? ((await languageModelFile())?.id ?? null) : null),
    embedder: new RemoteEmbedder(inference),
    tuner: new LocalDeviceTuner({
      models,
      modelId: embeddingModel,
      file: tuningFile,
      automatic: chosenDevice === 'auto',
      start: (modelId, on) => client('inference', { ...modelFiles, modelId, device: on, strict: true }),
      now: Date.now,
    }),
    generators: localGenerators({
      file: async () => (await languageModelFile())?.path ?? null,
      config,
      endpoint: options.chosen?.endpoint ?? (async () => null),
      client,
    }),
    log,
    now: Date.now,
    newId: ulid,
  };
  const close = async () => {
    for (const made of clients) made.close();
  };
  const principal = { id: localPrincipalId };
  const ctx = { principal, libraryId: localLibraryId, requestId: 'open', signal: new AbortController().signal };
  try {
    await ports.documents.ensureLibrary(ctx, 'My library');
  } catch (error) {
    await queue.close({ timeoutMs: 0 });
    await close();
    throw error;
  }
  return { ports, close };
}
