import { z } from 'zod';
import { languageCodeSchema } from '../config/languages.ts';
import { generatorIdSchema } from './passage.ts';

/** An OpenAI-compatible endpoint. Its key is kept by the system, never in a file in the clear. */
export const endpointSchema = z.object({ baseUrl: z.url({ protocol: /^https?$/ }), model: z.string().min(1) });
export type Endpoint = z.infer<typeof endpointSchema>;

export const deviceSchema = z.enum(['cpu', 'webgpu', 'cuda']);
export type Device = z.infer<typeof deviceSchema>;

/** `auto`: what was measured to be best, and the processor until something is. */
export const deviceChoiceSchema = z.enum(['auto', ...deviceSchema.options]);
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>;

export const ocrSettingsSchema = z.object({
  on: z.boolean(),
  /** Tesseract's codes; the one most scans are in first. */
  languages: z.array(languageCodeSchema).min(1),
});

/** What a person chose in this installation. No field has a default here: in a change it would reset what is not named. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  firstRunDone: z.boolean(),
  /** What writes answers; evidence needs no model. */
  generator: generatorIdSchema,
  endpoint: endpointSchema.nullable(),
  /** Id of the language model file that local answers use; null: the one put here last. */
  languageModel: z.string().nullable(),
  /** Where the embedding model runs; from the next start on. */
  device: deviceChoiceSchema,
  /** How pages without text of their own are read. */
  ocr: ocrSettingsSchema,
  /** Keeps the machine awake while papers are being read. */
  stayAwake: z.boolean(),
  /** Looks for updates by itself. */
  updates: z.boolean(),
  /** Looks papers up in Crossref, OpenAlex and arXiv by themselves. */
  lookups: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** What holds until a person chooses, and when the file is missing or damaged. */
export const defaultSettings: Settings = {
  theme: 'system',
  firstRunDone: false,
  generator: 'evidence',
  endpoint: null,
  languageModel: null,
  device: 'auto',
  ocr: { on: true, languages: ['eng'] },
  stayAwake: true,
  updates: true,
  lookups: false,
};
