import { AppError } from '../../../../shared/errors/AppError.ts';
import type { RecordedFile } from './InstallRecord.ts';

const timeoutMs = 30_000;
const maxRedirects = 5;

export interface HubFile {
  hubUrl: string;
  repo: string;
  /** A commit, or a branch. */
  revision: string;
  path: string;
}

export const hubFileUrl = ({ hubUrl, repo, revision, path }: HubFile) => `${hubUrl}/${repo}/resolve/${revision}/${path}`;

/**
 * What the hub declares of a file before it is fetched: the commit behind a branch, the size, and the hash, which is the SHA-256 of a large
 * file and git's of a small one (as in huggingface_hub's `get_hf_file_metadata`). Errors: `model_download_failed`, `cancelled`.
 */
export async function declaredFile(file: HubFile, signal: AbortSignal): Promise<{ revision: string; file: RecordedFile }> {
  let url = hubFileUrl(file);
  let revision: string | null = null;
  for (let redirects = 0; ; redirects++) {
    const response = await head(url, signal);
    const { headers } = response;
    revision ??= headers.get('x-repo-commit');
    const redirected = response.status >= 300 && response.status < 400;
    if (!redirected && !response.ok) throw refused(url, response.status);
    const hash = hashIn(headers.get('x-linked-etag') ?? (redirected ? null : headers.get('etag')));
    const size = Number(headers.get('x-linked-size') ?? (redirected ? null : headers.get('content-length')));
    if (hash && size > 0 && revision && /^[0-9a-f]{40}$/.test(revision))
      return { revision, file: { path: file.path, size, ...hash, seen: false } };
    const next = redirected ? URL.parse(headers.get('location') ?? '', url) : null;
    // The hub speaks for its files itself; storage servers it leads to know only their own.
    if (!next || next.host !== new URL(url).host || redirects === maxRedirects)
      throw new AppError('model_download_failed', {
        message: 'The server does not say which bytes the file holds, so it cannot be checked.',
        data: { url },
      });
    url = next.href;
  }
}

async function head(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      headers: { 'accept-encoding': 'identity' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
  } catch (error) {
    signal.throwIfAborted();
    const cause = (error as Error).cause ?? error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('model_download_failed', {
      message: `The model could not be downloaded (${reason}).`,
      data: { url },
      cause: error,
    });
  }
}

function hashIn(etag: string | null): { sha256: string | null; gitHash: string | null } | null {
  const value = etag?.replace(/^W\//, '').replaceAll('"', '') ?? '';
  if (/^[0-9a-f]{64}$/.test(value)) return { sha256: value, gitHash: null };
  if (/^[0-9a-f]{40}$/.test(value)) return { sha256: null, gitHash: value };
  return null;
}

function refused(url: string, status: number): AppError {
  const why =
    status === 401 || status === 403
      ? 'its owner wants an account and a consent for it: download it in a browser, then import the file'
      : `HTTP ${status}`;
  return new AppError('model_download_failed', { message: `The model could not be downloaded (${why}).`, data: { url } });
}
