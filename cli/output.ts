import { AppError } from '../shared/errors/AppError.ts';

/** One JSON value a line on standard output; nothing else is ever written there with `--json`. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and remarks, for people. */
export function remark(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends a command that failed: what happened and what to do. */
export function reportFailure(error: unknown, json: boolean): void {
  const { code, message, action } = AppError.from(error).toData();
  if (json) printJson({ error: { code, message, action } });
  else remark(`${message}${action ? ` ${action}` : ''} (${code})`);
  process.exitCode = 1;
}
