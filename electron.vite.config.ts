import { createReadStream } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { ViteDevServer } from 'vite';

const root = import.meta.dirname;
const entry = (path: string) => join(root, 'electron', path);

export default defineConfig({
  // Packages in `dependencies` stay outside the bundles: several are native, and the rest gains nothing from bundling.
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: entry('main/index.ts'),
          store: entry('utility/store.ts'),
          parser: entry('utility/parser.ts'),
          inference: entry('utility/inference.ts'),
          generator: entry('utility/generator.ts'),
        },
      },
    },
  },
  // A sandboxed preload script can be CommonJS only and load nothing else.
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: entry('preload/index.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react(), tailwindcss(), pdfjsAssets()],
    build: {
      outDir: join(root, 'out/renderer'),
      minify: true,
      rollupOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});

/** What pdf.js loads by name while it reads a PDF: character maps, fonts, colour profiles, image decoders. */
function pdfjsAssets() {
  const folders = ['cmaps', 'standard_fonts', 'iccs', 'wasm'];
  return {
    name: 'pdfjs-assets',
    configureServer(server: ViteDevServer) {
      server.middlewares.use('/pdfjs', (request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const [, folder = '', file = ''] = /^\/(\w+)\/([\w.-]+)$/.exec(pathname) ?? [];
        createReadStream(join(root, 'node_modules/pdfjs-dist', folder, file))
          .on('error', () => response.writeHead(404).end())
          .pipe(response);
      });
    },
    async writeBundle({ dir = '' }: { dir?: string }) {
      for (const folder of folders)
        await cp(join(root, 'node_modules/pdfjs-dist', folder), join(dir, 'pdfjs', folder), { recursive: true });
    },
  };
}
