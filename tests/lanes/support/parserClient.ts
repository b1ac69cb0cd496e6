import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../../../engine/ports/Logger.ts';
import type { ParsedDocument, ParsedPage } from '../../../engine/ports/Parser.ts';
import { nodeLauncher } from '../../../engine/processes/nodeLauncher.ts';
import { ProcessClient } from '../../../engine/processes/ProcessClient.ts';
import { RemoteParser } from '../../../engine/processes/RemoteParser.ts';

const root = join(import.meta.dirname, '../../..');
const tessdata = join(root, 'resources/tessdata');
/** English, as it comes with the app. */
const recognition = { languages: ['eng'], shippedDir: tessdata, downloadedDir: tessdata };
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

/** The parser as the product runs it, in a Node child process; with `ocr` false, pages are not read on their pictures. */
export function openParser({ ocr = true }: { ocr?: boolean } = {}) {
  let crashes = 0;
  const client = new ProcessClient({
    name: 'parser',
    config: {},
    launch: nodeLauncher((name) => join(root, `engine/processes/entries/${name}.ts`)),
    log: silent,
    onCrash: () => crashes++,
  });
  const parser = new RemoteParser([client], async () => (ocr ? recognition : null));
  return {
    async parse(path: string, password?: string): Promise<{ document: ParsedDocument; pages: ParsedPage[] }> {
      const pages: ParsedPage[] = [];
      const document = await parser.parse(
        { path, ...(password === undefined ? {} : { password }) },
        { signal: new AbortController().signal, onPage: (page) => pages.push(page) },
      );
      return { document, pages };
    },
    /** Most memory the running process has used so far, in MB; 0 where the system does not tell. */
    peakMb(): number {
      try {
        const status = readFileSync(`/proc/${client.pid}/status`, 'utf8');
        return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    },
    /** How often the process ended by itself. */
    crashes: () => crashes,
    close: () => client.close(),
  };
}
