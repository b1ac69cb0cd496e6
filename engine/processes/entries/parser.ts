import { isMainThread, parentPort } from 'node:worker_threads';
import { serveReader } from '../../adapters/local/pdf/readerThread.ts';
import { parserHandlers } from '../handlers/parser.ts';
import { serve } from '../serve.ts';
import { nodeChannel } from './nodeChannel.ts';

// The same module is the process and the thread that reads PDFs in it.
if (isMainThread) serve('parser', nodeChannel(), parserHandlers(new URL(import.meta.url)));
else serveReader(parentPort!);
