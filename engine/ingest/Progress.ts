import type { Document } from '../../shared/domain/document.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { documentEta } from '../jobs/eta.ts';
import type { DocumentPatch } from '../ports/DocumentStore.ts';

/** At most this often are counts written while a stage runs. */
const reportEveryMs = 250;

/** Writes a document's progress and tells it: every change of status at once, counts a few times a second. */
export class Progress {
  readonly #ports: EnginePorts;
  readonly ctx: RequestContext;
  #document: Document;
  #pending: DocumentPatch = {};
  #reportedAt = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(ports: EnginePorts, ctx: RequestContext, document: Document) {
    this.#ports = ports;
    this.ctx = ctx;
    this.#document = document;
  }

  /** The document as last written. */
  get document(): Document {
    return this.#document;
  }

  /** Counts that wait for the next write. */
  get pending(): DocumentPatch {
    return this.#pending;
  }

  /** Writes now. Throws `cancelled` when the document was removed meanwhile. */
  async set(patch: DocumentPatch): Promise<void> {
    await this.#writing;
    const changes = { ...this.#pending, ...patch };
    this.#pending = {};
    this.#reportedAt = this.#ports.now();
    const document = await this.#ports.documents.update(this.ctx, this.#document.id, changes);
    if (!document || document.deletedAt !== null) throw new AppError('cancelled', { message: 'The document was removed.' });
    this.#document = document;
    this.#ports.events.publish({ type: 'document.changed', document, etaMs: documentEta(document) });
  }

  /** Writes counts, unless that was done a moment ago: then they go with the next write. */
  async report(patch: DocumentPatch): Promise<void> {
    this.#pending = { ...this.#pending, ...patch };
    if (this.#ports.now() - this.#reportedAt >= reportEveryMs) await this.set({});
  }

  /** `report` for callbacks that cannot wait; a failed write shows at the next `set`. */
  reportSoon(patch: DocumentPatch): void {
    this.#pending = { ...this.#pending, ...patch };
    if (this.#ports.now() - this.#reportedAt < reportEveryMs) return;
    this.#reportedAt = this.#ports.now();
    const changes = this.#pending;
    this.#pending = {};
    this.#writing = this.#writing
      .then(async () => {
        const document = await this.#ports.documents.update(this.ctx, this.#document.id, changes);
        if (!document) return;
        this.#document = document;
        this.#ports.events.publish({ type: 'document.changed', document, etaMs: documentEta(document) });
      })
      .catch(() => undefined);
  }
}
