// biome-ignore-all lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { z } from 'zod';
import { languagesFileSchema } from '../shared/config/languages.ts';
import { modelsFileSchema } from '../shared/config/models.ts';
import { testBuildMarker } from '../shared/config/testBuild.ts';

const root = join(import.meta.dirname, '..');
const { productName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { productName: string };
const { defaultEmbedder } = modelsFileSchema.parse(JSON.parse(readFileSync(join(root, 'resources/models.json'), 'utf8')));
const { shipped } = languagesFileSchema.parse(JSON.parse(readFileSync(join(root, 'resources/languages.json'), 'utf8')));

/** A build that must never reach anybody: its Electron is not the official one. */
export interface TestBuild {
  /** Folder of the unofficial Electron, and its version. */
  electronDist: string;
  electronVersion: string;
}

/** Where installed apps look for newer versions (the folder of a static server, https); none: they do not update themselves. */
const feed = z
  .url({ protocol: /^https$/ })
  .optional()
  .parse(process.env.HUB_UPDATE_FEED || undefined);

/** What electron-builder makes of this project, for Linux, Windows and macOS. */
export function packageConfig(testBuild: TestBuild | null): Configuration {
  return {
    appId: 'io.github.ai-research-hub',
    productName: testBuild ? `${productName} TEST BUILD (unofficial Electron)` : productName,
    executableName: testBuild ? 'ai-research-hub-test-build' : 'ai-research-hub',
    directories: { output: 'dist', buildResources: 'resources/icons' },
    icon: 'resources/icons/icon-1024.png',
    files: ['out/**', 'package.json', ...unneeded.map((pattern) => `!${pattern}`)],
    asar: true,
    asarUnpack: nativeParts,
    extraResources: [
      {
        from: 'resources',
        to: 'resources',
        filter: ['models.json', `models/${defaultEmbedder}/**`, 'languages.json', `tessdata/${shipped}.*`, 'icons/icon-512.png'],
      },
      ...(testBuild ? [{ from: `build/${testBuildMarker}`, to: testBuildMarker }] : []),
    ],
    // Chromium's own texts; the app speaks English so far.
    electronLanguages: ['en-US'],
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    },
    // The native parts come ready-made for Node-API: nothing is compiled.
    npmRebuild: false,
    fileAssociations: [{ ext: 'pdf', name: 'PDF document', mimeType: 'application/pdf', role: 'Viewer', rank: 'Alternate' }],
    publish: testBuild || !feed ? null : { provider: 'generic', url: feed },
    ...(testBuild ? { electronDist: testBuild.electronDist, electronVersion: testBuild.electronVersion } : {}),
    linux: { target: ['AppImage'], category: 'Education;Science', synopsis: 'Keep papers, question them offline' },
    win: { target: ['nsis'] },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
    mac: { target: ['dmg', 'zip'], category: 'public.app-category.education', hardenedRuntime: true },
  };
}

/** Files that cannot be loaded from within an archive: native modules, the libraries beside them, what they start. */
const nativeParts = [
  '**/*.node',
  'node_modules/@lancedb/lancedb-*/**',
  'node_modules/onnxruntime-node/bin/**',
  'node_modules/@img/**',
  'node_modules/@napi-rs/canvas-*/**',
  'node_modules/node-llama-cpp/**',
  'node_modules/@node-llama-cpp/**',
];

/** What production dependencies bring along and the app never opens. */
const unneeded = [
  // Other platforms' binaries.
  'node_modules/onnxruntime-node/bin/napi-v*/!(${platform})/**',
  'node_modules/onnxruntime-node/bin/napi-v*/${platform}/!(${arch})/**',
  'node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}.node)',
  'node_modules/@node-llama-cpp/{linux,mac,win}-!(${arch}|${arch}-*)/**',
  // Gigabytes of CUDA kernels; the generator uses CPU, Vulkan and Metal.
  'node_modules/@node-llama-cpp/*-cuda*/**',
  // The sources natives were built from, and llama.cpp's whole history.
  'node_modules/better-sqlite3/{deps,src}/**',
  'node_modules/node-llama-cpp/llama/gitRelease.bundle',
  'node_modules/node-llama-cpp/templates/**',
  // transformers.js for Node holds its own copy.
  'node_modules/onnxruntime-web/**',
  'node_modules/@huggingface/transformers/{src,types}/**',
  'node_modules/@huggingface/transformers/dist/!(transformers.node.mjs)',
  // The window's bundle has its own; main reads with the legacy build.
  'node_modules/pdfjs-dist/{build,web,types,image_decoders,legacy/web,legacy/image_decoders}/**',
  // The browser's bundles, and copies of its programs with their bytes in them. Tesseract.js asks for the larger program, though the smaller would do.
  'node_modules/tesseract.js/dist/**',
  'node_modules/tesseract.js-core/*.wasm.js',
  'node_modules/openai/src/**',
  'node_modules/apache-arrow/{src,bin}/**',
  // For compilers, debuggers and readers of sources.
  '**/*.{map,d.ts,d.mts,d.cts,md,markdown,flow,c,cc,cpp,h,hpp,gyp,gypi}',
  '**/{test,tests,__tests__,example,examples,docs}/**',
];
