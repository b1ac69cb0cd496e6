import type { Register, WorkRecord } from '../../shared/domain/record.ts';

/** What a work can be looked up by; null what is not known. */
export interface WorkIdentity {
  doi: string | null;
  arxivId: string | null;
  title: string | null;
}

/**
 * A register of works, asked over the network; nothing but the identifier asked for is sent. Errors: `lookup_offline`, `lookup_limited`
 * (`data.retryAfterMs`), `lookup_failed`, `cancelled`.
 */
export interface RecordRegister {
  readonly id: Register;
  /** What it would be asked, as a key under which its answer is kept; null where it can say nothing of such a work. */
  question(identity: WorkIdentity): string | null;
  /** Records that may be the work's, best first; none where it knows none. */
  ask(identity: WorkIdentity, options: { signal: AbortSignal }): Promise<WorkRecord[]>;
}
