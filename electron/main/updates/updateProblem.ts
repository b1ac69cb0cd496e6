const messages: Record<string, string> = {
  ERR_CHECKSUM_MISMATCH: 'The update that came down is damaged or not the one that was announced. It was thrown away.',
  ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: 'The update server has no list of versions now.',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'The update server’s list of versions is damaged.',
  ERR_UPDATER_INVALID_VERSION: 'The update server’s list of versions is damaged.',
  ERR_UPDATER_NO_FILES_PROVIDED: 'The update server’s list of versions is damaged.',
  ERR_UPDATER_NO_CHECKSUM: 'The update server does not say how to verify the update, so it was left alone.',
};

/** What went wrong while looking for an update or fetching it, for a person. */
export function updateProblem(error: unknown): string {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  if (messages[code]) return messages[code];
  if (code.startsWith('HTTP_ERROR_')) return `The update server answers with an error (${code.slice('HTTP_ERROR_'.length)}).`;
  if (/net::ERR_|ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN/.test(`${code} ${message}`)) return 'The update server cannot be reached.';
  return 'The update could not be fetched.';
}
