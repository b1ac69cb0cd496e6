import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { ocrRole } from '../../engine/adapters/local/pdf/ocr/OcrReader.ts';
import { serveReader } from '../../engine/adapters/local/pdf/readerThread.ts';
import { parserHandlers } from '../../engine/processes/handlers/parser.ts';
import { serve } from '../../engine/processes/serve.ts';
import { utilityChannel } from './utilityChannel.ts';

// The same module is the process and the threads in it. Only the one that recognises text loads what draws and reads pictures.
if (isMainThread) serve('parser', utilityChannel(), parserHandlers(new URL(import.meta.url)));
else if (workerData === ocrRole) (await import('../../engine/adapters/local/pdf/ocr/ocrThread.ts')).serveOcr(parentPort!);
else serveReader(parentPort!);
