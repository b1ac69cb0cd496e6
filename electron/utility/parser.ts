import { isMainThread, parentPort } from 'node:worker_threads';
import { serveReader } from '../../engine/adapters/local/pdf/readerThread.ts';
import { parserHandlers } from '../../engine/processes/handlers/parser.ts';
import { serve } from '../../engine/processes/serve.ts';
import { utilityChannel } from './utilityChannel.ts';

// The same module is the process and the thread that reads PDFs in it.
if (isMainThread) serve('parser', utilityChannel(), parserHandlers(new URL(import.meta.url)));
else serveReader(parentPort!);
