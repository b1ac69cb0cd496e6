import type { UpdateState } from '../../../shared/api/desktop.ts';

/** Newer versions of this app. */
export interface Updates {
  readonly state: UpdateState;
  /** Looks now, unless that is under way; the state it comes to. Never throws. */
  check(): Promise<UpdateState>;
  /** Quits, installs what is `ready` and starts again. Errors: `invalid_input` when nothing is. */
  install(): void;
}
