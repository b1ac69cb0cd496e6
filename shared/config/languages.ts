import { z } from 'zod';

/** Tesseract's code of a language, `eng`, `chi_sim`. */
export const languageCodeSchema = z.string().regex(/^[a-z]{3}(?:_[a-z]+)?$/);

/** Data of one language that text on pictures can be recognised in: one gzip file, pinned. */
export const languageManifestSchema = z.object({
  code: languageCodeSchema,
  title: z.string(),
  size: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The package that ships it, and its path in there. */
  npm: z.object({ package: z.string(), version: z.string(), integrity: z.string(), file: z.string() }),
});
export type LanguageManifest = z.infer<typeof languageManifestSchema>;

/** `resources/languages.json`; `shipped` comes with the app. */
export const languagesFileSchema = z.object({ shipped: languageCodeSchema, languages: z.array(languageManifestSchema) });
export type LanguagesFile = z.infer<typeof languagesFileSchema>;
