import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Switches whose value is the next argument. */
const withValue = new Set(['--data']);

/** The files a command line (without the executable) names, as whole paths. Some desktops hand over `file:` addresses. */
export function commandLineFiles(argv: readonly string[], cwd: string): string[] {
  const files: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] as string;
    if (withValue.has(argument)) at++;
    else if (argument.startsWith('file://')) files.push(...fromAddress(argument));
    else if (argument !== '' && !argument.startsWith('-')) files.push(resolve(cwd, argument));
  }
  return files;
}

function fromAddress(address: string): string[] {
  try {
    return [fileURLToPath(address)];
  } catch {
    return [];
  }
}
