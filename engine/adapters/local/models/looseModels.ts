import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Of a model in several files llama.cpp opens the first and finds the rest by itself. */
const laterPart = /-(?!0*1-of-)\d+-of-\d+\.gguf$/i;

/** The GGUF file put into these folders last, the first folder that holds one deciding; null when there is none. */
export async function findGguf(directories: string[]): Promise<string | null> {
  for (const directory of directories) {
    const names = (await readdir(directory).catch(() => [])).filter((name) => /\.gguf$/i.test(name) && !laterPart.test(name));
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(directory, name);
        return { path, name, changed: (await stat(path).catch(() => null))?.mtimeMs ?? 0 };
      }),
    );
    const [newest] = files.sort((a, b) => b.changed - a.changed || a.name.localeCompare(b.name));
    if (newest) return newest.path;
  }
  return null;
}
