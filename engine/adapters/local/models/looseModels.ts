import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelState } from '../../../ports/ModelStore.ts';

/** Of a model in several files llama.cpp opens the first and finds the rest by itself. */
const laterPart = /-(?!0*1-of-)\d+-of-\d+\.gguf$/i;

/** A language model as a GGUF file. */
export interface LanguageModelFile {
  /** The catalogue's id, or the name of a file put there by hand. */
  id: string;
  path: string;
  /** Epoch milliseconds. */
  changed: number;
}

/** The GGUF files put into a folder by hand, those put there last first. */
export async function newestOf(directory: string): Promise<LanguageModelFile[]> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => /\.gguf$/i.test(name) && !laterPart.test(name));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      return { id: name, path, changed: (await stat(path).catch(() => null))?.mtimeMs ?? 0 };
    }),
  );
  return files.sort((a, b) => b.changed - a.changed || a.id.localeCompare(b.id));
}

/** The same files as models: nobody has said more of them than their names. */
export async function looseModels(directory: string): Promise<ModelState[]> {
  return await Promise.all(
    (await newestOf(directory)).map(async ({ id, path }) => ({
      id,
      task: 'generation' as const,
      title: id.replace(/\.gguf$/i, ''),
      manifest: null,
      standing: 'installed' as const,
      directory,
      size: { bytes: (await stat(path).catch(() => null))?.size ?? 0, exact: true },
      bytesHere: 0,
      removable: true,
      revision: null,
    })),
  );
}
