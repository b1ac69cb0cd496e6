import { type ErrorCode, errorTable } from './errorTable.ts';

/** Who has to act: the person (user), time or an operator (operational), or us (unexpected). */
export type ErrorKind = 'user' | 'operational' | 'unexpected';

/** An error as it crosses a process, socket or HTTP boundary. */
export interface ErrorData {
  code: ErrorCode;
  /** What happened, one sentence a person understands. */
  message: string;
  /** What to do now; empty when there is nothing to do. */
  action: string;
  kind: ErrorKind;
  retryable: boolean;
  data?: Record<string, unknown> | undefined;
}

const marker = Symbol.for('ai-research-hub.AppError');

/**
 * The one error type of the product. Recognised by a registered symbol, because `instanceof` fails when two bundles or two
 * processes each hold their own copy of this class.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly retryable: boolean;
  readonly action: string;
  readonly data: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, options: { message?: string; data?: Record<string, unknown>; cause?: unknown } = {}) {
    const spec = errorTable[code];
    super(options.message ?? spec.message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = spec.kind;
    this.retryable = spec.retryable;
    this.action = spec.action;
    this.data = options.data;
    Object.defineProperty(this, marker, { value: true });
  }

  static is(value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && marker in value;
  }

  /** Wraps anything thrown; an AppError comes back as it is, an abort becomes `cancelled`. */
  static from(value: unknown): AppError {
    if (AppError.is(value)) return value;
    if (value instanceof Error && value.name === 'AbortError') return new AppError('cancelled', { cause: value });
    const code = (value as { code?: unknown } | null)?.code;
    if (code === 'ENOSPC') return new AppError('disk_full', { cause: value });
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new AppError('access_denied', { cause: value });
    const message = value instanceof Error ? value.message : String(value);
    return new AppError('unexpected', { message: `Something went wrong: ${message}`, cause: value });
  }

  toData(): ErrorData {
    return {
      code: this.code,
      message: this.message,
      action: this.action,
      kind: this.kind,
      retryable: this.retryable,
      data: this.data,
    };
  }

  static fromData(data: ErrorData): AppError {
    return new AppError(data.code, { message: data.message, ...(data.data ? { data: data.data } : {}) });
  }
}
