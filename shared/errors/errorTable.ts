import type { ErrorKind } from './AppError.ts';

interface ErrorSpec {
  kind: ErrorKind;
  /** Whether a job that met it is tried again. */
  retryable: boolean;
  http: number;
  log: 'debug' | 'info' | 'warn' | 'error';
  /** What happened. */
  message: string;
  /** What to do now. */
  action: string;
}

const user = (http: number, message: string, action: string): ErrorSpec => ({
  kind: 'user',
  retryable: false,
  http,
  log: 'info',
  message,
  action,
});
const operational = (http: number, retryable: boolean, message: string, action: string): ErrorSpec => ({
  kind: 'operational',
  retryable,
  http,
  log: 'warn',
  message,
  action,
});

/** Code → what it means everywhere: sentence, action, log level, HTTP status and whether a job retries. */
export const errorTable = {
  invalid_input: user(422, 'The request is not valid.', 'Check the values and try again.'),
  not_found: user(404, 'It is not in this library.', 'It may have been removed; refresh the list.'),
  conflict: user(409, 'Somebody else changed it first.', 'Reload and try again.'),
  cancelled: user(499, 'It was cancelled.', 'Start it again when you like.'),
  unauthorized: user(401, 'You are not signed in.', 'Sign in and try again.'),
  number_missing: user(
    422,
    'This asks for no number of anything.',
    'Say what is measured and how much, like “grain yield > 5 t/ha”.',
  ),
  paper_not_readable: user(409, 'This paper has not been read yet.', 'Ask it again once it is ready.'),
  quote_too_short: user(422, 'This is too short to be told from other places.', 'Give a few words more of the sentence.'),
  forbidden: user(403, 'You may not do this here.', 'Ask the admin of this library for access.'),
  lookup_offline: {
    ...operational(503, true, 'The registers of papers cannot be reached.', 'Check the network, then try again.'),
    log: 'debug',
  },
  lookup_limited: operational(429, true, 'The register asks for fewer requests.', 'It is asked again later.'),
  lookup_failed: operational(502, true, 'The register gave no answer that can be used.', 'It is asked again later.'),
  rate_limited: operational(429, true, 'Too many requests in a short time.', 'Wait a moment and try again.'),

  file_not_found: user(404, 'The file is not there.', 'Check the path, then add it again.'),
  access_denied: user(403, 'The file or folder cannot be opened.', 'Check its permissions, then try again.'),
  file_empty: user(422, 'The file is empty.', 'Download or export it again, then add it.'),
  not_a_pdf: user(422, 'This is not a PDF file.', 'Convert it to PDF, then add it.'),
  pdf_corrupt: user(422, 'The PDF is damaged and cannot be opened.', 'Download it again, then add the new copy.'),
  pdf_unsupported: user(422, 'The PDF uses a feature this reader does not know.', 'Print it to a new PDF, then add that copy.'),
  pdf_password_needed: user(422, 'The PDF is locked with a password.', 'Give its password (--password in the hub command).'),
  pdf_password_wrong: user(422, 'The password does not open this PDF.', 'Check the password and try again.'),
  pdf_no_pages: user(422, 'The PDF has no pages.', 'Download it again, then add the new copy.'),
  pdf_no_text: user(
    422,
    'No text was found in this PDF, and none on the pictures of its pages.',
    'If it is a scan, choose its language in Settings, Scanned pages, then add it again.',
  ),
  ocr_failed: operational(
    500,
    false,
    'The pictures of its pages could not be read: text recognition failed.',
    'Retry; if it fails again, print it to a new PDF and add that copy.',
  ),
  pdf_text_garbled: user(
    422,
    'The text of this PDF is scrambled, and its letters could not be recognised on the pictures of its pages.',
    'Choose its language in Settings, Scanned pages, then add it again.',
  ),
  pdf_pages_failed: user(
    422,
    'Some pages could not be read; the rest is searchable.',
    'Open the pages named to see what is missing.',
  ),
  pdf_recovered: user(
    422,
    'The PDF is damaged, as if cut off: the pages found in it are searchable, others may be missing.',
    'Download it again, then add the new copy.',
  ),
  pdf_pages_no_text: user(
    422,
    'Some pages hold no text to read; the rest is searchable.',
    'If they are scans, choose their language in Settings, Scanned pages, then add it again.',
  ),
  pdf_too_many_pages: user(422, 'The PDF has more pages than can be read.', 'Split it, then add the parts.'),
  parse_timeout: operational(
    500,
    false,
    'Reading this PDF took too long and was stopped.',
    'Print it to a new PDF, then add that copy.',
  ),
  parse_memory: operational(
    500,
    false,
    'Reading this PDF needed too much memory and was stopped.',
    'Print it to a new PDF, then add that copy.',
  ),
  document_crashes: operational(
    500,
    false,
    'Reading this document crashed three times, so it was set aside.',
    'Print it to a new PDF and add that copy, or retry.',
  ),

  process_crashed: operational(
    503,
    true,
    'A background process stopped unexpectedly and was restarted.',
    'It is tried again by itself.',
  ),
  deadline_exceeded: operational(
    504,
    true,
    'It took too long and was stopped.',
    'Try again; if it happens again, restart the app.',
  ),
  shutting_down: operational(503, true, 'The app is closing.', 'Start it again.'),
  connection_lost: operational(503, true, 'The app that holds this library went away.', 'Run the command again.'),
  library_locked: operational(
    423,
    false,
    'Another program holds this library and does not answer.',
    'Close it, or use another --data folder.',
  ),
  library_newer: operational(500, false, 'This library was written by a newer version.', 'Update this app, then open it again.'),
  library_damaged: operational(
    500,
    false,
    'The library file is damaged and cannot be read.',
    'Restore it from a backup, or move the data folder away and add the papers again.',
  ),
  disk_full: operational(507, false, 'The disk is full.', 'Free some space, then retry.'),
  disk_full_waiting: operational(507, true, 'The disk is full, so work waits.', 'Free some space; it then goes on by itself.'),
  work_waits: operational(
    503,
    true,
    'What was done cannot be written down, so work waits.',
    'Make sure the data folder can be written; it then goes on by itself.',
  ),
  blob_missing: operational(500, false, 'The stored copy of this PDF is missing.', 'Add the file again to restore it.'),

  model_missing: operational(
    503,
    false,
    'The model is not on this machine.',
    'Download it once while online, or put its files in the models folder.',
  ),
  model_corrupt: operational(
    503,
    false,
    'A model file does not match its checksum, so it is not used.',
    'Download the model again.',
  ),
  model_download_failed: operational(
    503,
    true,
    'The model could not be downloaded.',
    'Check the network and try again; word search works meanwhile.',
  ),
  model_not_recognised: user(
    422,
    'This is no model the app knows.',
    'Choose a GGUF file, or name the model whose files the folder holds.',
  ),
  model_in_use: user(409, 'This model is in use.', 'Choose another one first.'),
  model_bundled: user(409, 'This model came with the app and stays with it.', ''),
  model_failed: operational(
    503,
    true,
    'The model could not be run on this machine.',
    'Restart the app; word search works meanwhile.',
  ),
  generator_unavailable: operational(
    503,
    false,
    'No language model is set up.',
    'Put a GGUF file in the models folder, set an endpoint, or use evidence answers.',
  ),
  generator_failed: operational(502, true, 'The language model stopped with an error.', 'Try again, or use evidence answers.'),
  endpoint_unreachable: operational(
    502,
    true,
    'The model endpoint does not answer.',
    'Check its address and that it is running.',
  ),
  endpoint_refused: user(502, 'The model endpoint refused the request.', 'Check the key and the model name.'),
  context_too_small: user(
    422,
    'The question does not fit into the model.',
    'Ask a shorter question or choose a model with a longer context.',
  ),

  vector_index_missing: operational(500, false, 'The vector index of this model is missing.', 'Embed the library again.'),
  vector_dimension: {
    kind: 'unexpected',
    retryable: false,
    http: 500,
    log: 'error',
    message: 'A vector has the wrong length.',
    action: 'Report this problem.',
  },
  unexpected: {
    kind: 'unexpected',
    retryable: true,
    http: 500,
    log: 'error',
    message: 'Something went wrong.',
    action: 'Try again; report it if it stays.',
  },
} as const satisfies Record<string, ErrorSpec>;

export type ErrorCode = keyof typeof errorTable;
