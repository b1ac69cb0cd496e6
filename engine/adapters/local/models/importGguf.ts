import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { AppError } from '../../../../shared/errors/AppError.ts';

const copying = '.copying';
const oneOfSeveral = /-\d+-of-\d+\.gguf$/i;

/**
 * Copies a GGUF model into the models folder, as the one that is used from then on, and returns its name there (another one where the
 * name is taken). A half copy never bears a model's name. Errors: `invalid_input` for what is no GGUF file, `file_not_found`, `access_denied`, `disk_full`.
 */
export async function importGguf(source: string, modelsDir: string): Promise<string> {
  try {
    await checkGguf(source);
    if (dirname(resolve(source)) === resolve(modelsDir)) {
      await touch(source);
      return basename(source);
    }
    await mkdir(modelsDir, { recursive: true });
    await removeHalfCopies(modelsDir);
    const name = await freeName(modelsDir, withExtension(basename(source)));
    const half = join(modelsDir, `.${name}${copying}`);
    try {
      await copyFile(source, half, constants.COPYFILE_FICLONE);
      await touch(half);
      await rename(half, join(modelsDir, name));
    } finally {
      await rm(half, { force: true });
    }
    return name;
  } catch (error) {
    throw AppError.from(error);
  }
}

async function checkGguf(source: string): Promise<void> {
  const name = basename(source);
  const file = await open(source).catch((error) => {
    throw error.code === 'ENOENT' ? new AppError('file_not_found', { cause: error }) : error;
  });
  try {
    // GGUF: the magic, then the version as a little-endian number; files of version 1 are long out of use.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    if (bytesRead < 8 || buffer.toString('latin1', 0, 4) !== 'GGUF' || ![2, 3].includes(buffer.readUInt32LE(4)))
      throw new AppError('invalid_input', { message: `${name} is not a GGUF model.` });
  } finally {
    await file.close();
  }
  if (oneOfSeveral.test(name))
    throw new AppError('invalid_input', {
      message: `${name} is one part of a model. Put all its parts into the models folder yourself.`,
    });
}

/** What an app that was ended in the middle of a copy left behind. */
async function removeHalfCopies(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (name.endsWith(copying)) await rm(join(folder, name), { force: true });
}

/** The model changed last is the one that is used; some systems copy the time of a file too. */
async function touch(path: string): Promise<void> {
  await utimes(path, new Date(), new Date());
}

/** Some programs keep their models under other names. */
const withExtension = (name: string) => (/\.gguf$/i.test(name) ? name : `${name}.gguf`);

async function freeName(folder: string, wanted: string): Promise<string> {
  const { name, ext } = parse(wanted);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? wanted : `${name} (${n})${ext}`;
    if (!(await stat(join(folder, candidate)).catch(() => null))) return candidate;
  }
}
