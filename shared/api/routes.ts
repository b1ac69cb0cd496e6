import { z } from 'zod';
import { documentSchema, documentStatusSchema, idSchema } from '../domain/document.ts';
import { libraryStatusSchema, type Role } from '../domain/library.ts';
import { answerSchema, generatorIdSchema, passageSchema } from '../domain/passage.ts';

/**
 * Who may call a route: windows (`ipc`), the `hub` command on the owner's socket (`local`), or the network (`http`).
 * No route with a path, a dialog or a window is ever `http`, and none with a path is `ipc`.
 */
export type Surface = 'ipc' | 'local' | 'http';

interface Route {
  input: z.ZodType;
  output: z.ZodType;
  /** Events sent before the output. */
  stream?: z.ZodType;
  surfaces: readonly Surface[];
  /** The least role that may call it. */
  role: Role;
}

const everywhere = ['ipc', 'local', 'http'] as const;
const ids = z.object({ id: idSchema });
const scope = { documentIds: z.array(idSchema).max(10_000).optional() };

/** Outcome of offering one file. `duplicate`: `id` is the document that already holds these bytes. */
export const addedFileSchema = z.object({
  id: idSchema.nullable(),
  file: z.string(),
  status: z.enum(['queued', 'duplicate', 'failed']),
  title: z.string(),
  error: z.object({ code: z.string(), message: z.string(), action: z.string() }).optional(),
});
export type AddedFile = z.infer<typeof addedFileSchema>;
const added = z.object({ files: z.array(addedFileSchema) });

export const modelStatusSchema = z.object({
  id: z.string(),
  title: z.string(),
  task: z.string(),
  installed: z.boolean(),
  inUse: z.boolean(),
  sizeBytes: z.number(),
});

/** Every call the engine answers. Binding it to IPC, the socket and HTTP is the hosts' job; handlers are exhaustive at compile time. */
export const routes = {
  'library.status': { input: z.object({}), output: libraryStatusSchema, surfaces: everywhere, role: 'viewer' },
  'documents.list': {
    input: z.object({
      cursor: z.string().optional(),
      limit: z.number().int().min(1).max(500).default(100),
      statuses: z.array(documentStatusSchema).optional(),
      trashed: z.boolean().default(false),
    }),
    output: z.object({ items: z.array(documentSchema), nextCursor: z.string().nullable() }),
    surfaces: everywhere,
    role: 'viewer',
  },
  'documents.get': { input: ids, output: documentSchema, surfaces: everywhere, role: 'viewer' },
  'documents.add': {
    input: z.object({ paths: z.array(z.string().min(1)).min(1), password: z.string().optional() }),
    output: added,
    stream: addedFileSchema,
    surfaces: ['local'],
    role: 'editor',
  },
  /** `handles` stand for paths the host keeps: a dropped or chosen file, never a path a window made up. */
  'documents.addDropped': {
    input: z.object({ handles: z.array(z.string()).min(1) }),
    output: added,
    stream: addedFileSchema,
    surfaces: ['ipc'],
    role: 'editor',
  },
  /** Sends each document as it ends (ready, partial, failed, cancelled); returns when all have. */
  'documents.wait': {
    input: z.object({ ids: z.array(idSchema).max(100_000) }),
    output: z.object({ documents: z.number().int() }),
    stream: documentSchema,
    surfaces: ['local'],
    role: 'viewer',
  },
  /** To the trash, or with `purge` deleted for good. */
  'documents.remove': {
    input: z.object({ id: idSchema, purge: z.boolean().default(false) }),
    output: z.object({ id: idSchema, purged: z.boolean() }),
    surfaces: everywhere,
    role: 'editor',
  },
  'documents.restore': { input: ids, output: documentSchema, surfaces: everywhere, role: 'editor' },
  'documents.retry': {
    input: z.object({ id: idSchema, password: z.string().optional() }),
    output: documentSchema,
    surfaces: everywhere,
    role: 'editor',
  },
  'documents.cancel': { input: ids, output: documentSchema, surfaces: everywhere, role: 'editor' },
  'queue.pause': { input: z.object({}), output: z.object({ paused: z.boolean() }), surfaces: everywhere, role: 'editor' },
  'queue.resume': { input: z.object({}), output: z.object({ paused: z.boolean() }), surfaces: everywhere, role: 'editor' },
  search: {
    input: z.object({
      query: z.string().trim().min(1).max(2000),
      k: z.number().int().min(1).max(100).default(10),
      mode: z.enum(['lexical', 'dense', 'hybrid']).default('hybrid'),
      ...scope,
    }),
    output: z.object({ ms: z.number(), passages: z.array(passageSchema), mode: z.enum(['lexical', 'dense', 'hybrid']) }),
    surfaces: everywhere,
    role: 'viewer',
  },
  'answers.ask': {
    input: z.object({ question: z.string().trim().min(1).max(2000), generator: generatorIdSchema.optional(), ...scope }),
    output: answerSchema,
    stream: z.object({ delta: z.string() }),
    surfaces: everywhere,
    role: 'viewer',
  },
  'models.list': {
    input: z.object({}),
    output: z.object({ models: z.array(modelStatusSchema) }),
    surfaces: ['ipc', 'local'],
    role: 'viewer',
  },
  'models.download': {
    input: z.object({ id: z.string() }),
    output: modelStatusSchema,
    stream: z.object({ bytes: z.number(), total: z.number() }),
    surfaces: ['ipc', 'local'],
    role: 'admin',
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
export type RouteInput<R extends RouteName> = z.input<(typeof routes)[R]['input']>;
export type RouteParsed<R extends RouteName> = z.output<(typeof routes)[R]['input']>;
export type RouteOutput<R extends RouteName> = z.output<(typeof routes)[R]['output']>;
export type RouteEvent<R extends RouteName> = (typeof routes)[R] extends { stream: infer S extends z.ZodType }
  ? z.output<S>
  : never;

export type RouteResult<R extends RouteName> =
  | { ok: true; data: RouteOutput<R> }
  | { ok: false; error: import('../errors/AppError.ts').ErrorData };

/** The engine as a client sees it, whatever lies between: IPC, the local socket or HTTP. Throws AppError. */
export interface EngineClient {
  request<R extends RouteName>(
    route: R,
    input: RouteInput<R>,
    options?: { signal?: AbortSignal; onEvent?: (event: RouteEvent<R>) => void },
  ): Promise<RouteOutput<R>>;
}
