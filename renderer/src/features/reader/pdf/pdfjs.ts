import { GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.mjs?url';

// pdf.js's viewer finds pdf.js itself in a global, so this module has to run before it.
GlobalWorkerOptions.workerSrc = workerUrl;

export * from 'pdfjs-dist/legacy/build/pdf.mjs';
