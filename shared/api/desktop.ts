import { z } from 'zod';
import { idSchema } from '../domain/document.ts';
import { endpointSchema, settingsSchema } from '../domain/settings.ts';
import type { ErrorData } from '../errors/AppError.ts';
import type { HubEvent } from './events.ts';
import type { AddedFile } from './routes/documentRoutes.ts';
import { modelStatusSchema } from './routes/modelRoutes.ts';

const nothing = z.object({});
/**
 * `endpointHasKey`: there is a key for the endpoint; it is never shown again, and goes to that server only. `keyOutlivesRun`: false
 * where this system keeps no secrets (Linux without a keyring), so that a key is forgotten when the app ends.
 */
const settingsShown = settingsSchema.extend({ endpointHasKey: z.boolean(), keyOutlivesRun: z.boolean() });
export type SettingsShown = z.infer<typeof settingsShown>;

/** What becomes of updates. `unsupported`: this build does not update itself. */
export const updateStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unsupported'), reason: z.string() }),
  z.object({ state: z.literal('idle'), checkedAt: z.number().nullable() }),
  z.object({ state: z.literal('checking') }),
  z.object({ state: z.literal('downloading'), version: z.string(), percent: z.number() }),
  z.object({ state: z.literal('ready'), version: z.string() }),
  z.object({ state: z.literal('failed'), message: z.string() }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

/** What the menu asks of the window. */
export const windowCommands = [
  'add',
  'settings',
  'newChat',
  'find',
  'library',
  'activity',
  'zoomIn',
  'zoomOut',
  'zoomReset',
  'shortcuts',
] as const;
export type WindowCommand = (typeof windowCommands)[number];

/**
 * What only the desktop host answers, over the same `request` channel as the engine's routes: dialogs, windows and the requests
 * themselves. Never on a socket or HTTP.
 */
export const hostRoutes = {
  /** Opens the system's file dialog; the handles stand for what was chosen, none when it was closed. */
  'host.choosePdfs': { input: z.object({}), output: z.object({ handles: z.array(z.string()) }) },
  /** Shows a document's PDF in the system's file manager: the file it was added from while that is there, else the stored copy. */
  'host.revealDocument': { input: z.object({ id: idSchema }), output: nothing },
  /** Opens a folder of this installation in the system's file manager. */
  'host.openFolder': { input: z.object({ folder: z.enum(['data', 'models']) }), output: nothing },
  /** Asks where to and writes a text file. */
  'host.saveText': {
    input: z.object({ fileName: z.string().min(1).max(200), text: z.string() }),
    output: z.object({ saved: z.boolean() }),
  },
  /** Opens a web page in the system's browser; https and mailto only. */
  'host.openLink': { input: z.object({ url: z.string().max(4000) }), output: nothing },
  'host.about': {
    input: nothing,
    output: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      dataDir: z.string(),
      dataBytes: z.number(),
      modelsDir: z.string(),
    }),
  },
  'settings.get': { input: nothing, output: settingsShown },
  /** Keeps what is given; `endpointKey` is the endpoint's secret, null forgets it. */
  'settings.set': {
    input: settingsSchema.partial().extend({ endpointKey: z.string().max(1000).nullable().optional() }),
    output: settingsShown,
  },
  /** Asks an endpoint for its models and a word, before it is kept. `key` left out: the kept one. */
  'settings.testEndpoint': {
    input: endpointSchema.extend({ model: z.string(), key: z.string().max(1000).optional() }),
    output: z.object({ ok: z.boolean(), models: z.array(z.string()), message: z.string() }),
  },
  /** Asks for a GGUF file, or for a folder with the files of the model `id`, and copies it into the models folder; null when the dialog was closed. */
  'models.importChosen': {
    input: z.object({ kind: z.enum(['file', 'folder']), id: z.string().optional() }),
    output: z.object({ model: modelStatusSchema.nullable() }),
  },
  'updates.state': { input: nothing, output: updateStateSchema },
  'updates.check': { input: nothing, output: updateStateSchema },
  /** Quits, installs what is `ready` and starts again. */
  'updates.install': { input: nothing, output: nothing },
  /** Stops a running request of this window; unknown ids are none of its business and change nothing. */
  'host.cancel': { input: z.object({ id: z.string() }), output: z.object({}) },
} as const;
export type HostRouteName = keyof typeof hostRoutes;
export type HostRouteInput<R extends HostRouteName> = z.input<(typeof hostRoutes)[R]['input']>;
export type HostRouteParsed<R extends HostRouteName> = z.output<(typeof hostRoutes)[R]['input']>;
export type HostRouteOutput<R extends HostRouteName> = z.output<(typeof hostRoutes)[R]['output']>;

/** `id` is the window's own and tags the request's events. */
export const requestFrameSchema = z.object({ id: z.string().min(1).max(64), route: z.string(), input: z.unknown() });
export type RequestFrame = z.infer<typeof requestFrameSchema>;

/** `events`: how many events the request sent. They travel on another channel, so the last may come after this. */
export type RequestResult = { ok: true; data: unknown; events: number } | { ok: false; error: ErrorData; events: number };

/** What the host itself tells its window. */
export type HostEvent =
  | { type: 'command'; command: WindowCommand }
  | { type: 'settings.changed'; settings: SettingsShown }
  | { type: 'updates.changed'; updates: UpdateState }
  /** What became of files the system gave to the app: opened with it, or named on its command line. */
  | { type: 'files.given'; files: AddedFile[] }
  /** The window's process ended unexpectedly, and this page was loaded in its place. */
  | { type: 'window.recovered' };

export type EventFrame =
  | { type: 'stream'; id: string; event: unknown }
  | { type: 'hub'; event: HubEvent }
  | { type: 'host'; event: HostEvent };

/** `window.hub`: all a page can reach outside itself. */
export interface HubBridge {
  request(frame: RequestFrame): Promise<RequestResult>;
  /** Returns the way to stop listening. */
  on(listener: (frame: EventFrame) => void): () => void;
  /** A handle for a file or folder the person dropped here; null for one made by a script. */
  pathForFile(file: File): Promise<string | null>;
}
