import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { ingestDocument } from '../ingest/ingestDocument.ts';
import { ingestJob } from './ingestJobs.ts';
import { enqueueLookUp, startLookUps } from './lookUpJobs.ts';

/** Takes the library's jobs from the queue. `passwords` hold what opens encrypted documents, for this run of the process only. */
export function startWorker(ports: EnginePorts, passwords: Map<string, string>, principal: RequestContext['principal']): void {
  // While as many documents are read as can be, another one is embedded; more would only wait for the same cores.
  const concurrency = ports.parser.concurrency + 1;
  ports.queue.work(ingestJob, { concurrency }, async (job, { signal }) => {
    const documentId = String(job.payload.documentId);
    const ctx: RequestContext = { principal, libraryId: job.libraryId, requestId: `job-${job.id}`, signal };
    const password = passwords.get(documentId);
    await ingestDocument(ports, ctx, documentId, {
      reparse: job.payload.reparse === true,
      reembed: job.payload.reembed === true,
      lastTry: job.attempts >= job.maxAttempts,
      ...(password === undefined ? {} : { password }),
    });
    passwords.delete(documentId);
    await enqueueLookUp(ports, ctx, documentId);
  });
  startLookUps(ports, principal);
}
