import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { ocrRole } from '../../adapters/local/pdf/ocr/OcrReader.ts';
import { serveReader } from '../../adapters/local/pdf/readerThread.ts';
import { parserHandlers } from '../handlers/parser.ts';
import { serve } from '../serve.ts';
import { nodeChannel } from './nodeChannel.ts';

// The same module is the process and the threads in it. Only the one that recognises text loads what draws and reads pictures.
if (isMainThread) serve('parser', nodeChannel(), parserHandlers(new URL(import.meta.url)));
else if (workerData === ocrRole) (await import('../../adapters/local/pdf/ocr/ocrThread.ts')).serveOcr(parentPort!);
else serveReader(parentPort!);
