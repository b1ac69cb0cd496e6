import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureElectron } from '../../build/scripts/electron.ts';
import { leastCosine, parityTexts, requiredParity } from '../../engine/adapters/models/parity.ts';
import type { Logger } from '../../engine/ports/Logger.ts';
import { nodeLauncher } from '../../engine/processes/nodeLauncher.ts';
import { ProcessClient } from '../../engine/processes/ProcessClient.ts';
import { RemoteEmbedder } from '../../engine/processes/RemoteEmbedder.ts';

const root = join(import.meta.dirname, '../..');
const electron = dirname((await ensureElectron()).path);
const emulated = join(electron, 'vk_swiftshader_icd.json');
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

function start(device: 'cpu' | 'webgpu'): { embedder: RemoteEmbedder; client: ProcessClient } {
  const client = new ProcessClient({
    name: 'inference',
    config: {
      modelDirs: [join(root, 'resources/models')],
      modelsFile: join(root, 'resources/models.json'),
      modelId: 'Xenova/gte-small',
      device,
      threads: 0,
    },
    launch: nodeLauncher((name) => join(root, `engine/processes/entries/${name}.ts`)),
    log: silent,
  });
  return { embedder: new RemoteEmbedder(client), client };
}

// Vulkan in software, as it comes with Electron: slow, and right for whether the numbers are the same.
test.skipIf(!existsSync(emulated))('WebGPU computes the vectors of the processor, and so is used', async () => {
  process.env.VK_ICD_FILENAMES = emulated;
  process.env.LD_LIBRARY_PATH = electron;
  const [graphics, processor] = [start('webgpu'), start('cpu')];
  try {
    const options = { kind: 'document', signal: new AbortController().signal } as const;
    expect(await graphics.embedder.info()).toMatchObject({ device: 'webgpu', notice: '' });
    const some = await graphics.embedder.embed(parityTexts, options);
    expect(leastCosine(some, await processor.embedder.embed(parityTexts, options))).toBeGreaterThan(requiredParity);
  } finally {
    graphics.client.close();
    processor.client.close();
  }
});
