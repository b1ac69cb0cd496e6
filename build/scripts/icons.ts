import { join } from 'node:path';
import sharp from 'sharp';

/** Draws the app's icon in the sizes packages are made from: `node build/scripts/icons.ts` after a change of icon.svg. */
const folder = join(import.meta.dirname, '../../resources/icons');
for (const size of [512, 1024])
  await sharp(join(folder, 'icon.svg'), { density: 72 * (size / 1024) * 2 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toFile(join(folder, `icon-${size}.png`));
