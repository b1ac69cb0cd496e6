import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The first GGUF file of these folders, by name; null when there is none. Of a model in several files it is the first. */
export async function findGguf(directories: string[]): Promise<string | null> {
  for (const directory of directories) {
    const names = await readdir(directory).catch(() => []);
    const [first] = names.filter((name) => name.toLowerCase().endsWith('.gguf')).sort();
    if (first) return join(directory, first);
  }
  return null;
}
