export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** Structured log. Fields are ids, codes, counts and durations: never document text, queries or tokens. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger that adds these fields to each line. */
  child(fields: LogFields): Logger;
}
