/** Everything the interface says, in one place. */

const number = new Intl.NumberFormat('en');
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

/** `about 4 min`: a guess, so no more exact than a guess can be. */
export function roughly(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `about ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  return `about ${Math.round(minutes / 60)} h`;
}

export const strings = {
  appName: 'AI Research Hub',
  library: {
    title: 'Library',
    add: 'Add PDFs…',
    total: (n: number) => count(n, 'paper', 'papers'),
    pages: (n: number) => count(n, 'page', 'pages'),
    list: 'Papers',
    emptyTitle: 'No papers yet',
    emptyText: 'Drop PDFs or folders anywhere in this window. They are copied into your library and stay on this machine.',
    loading: 'Loading…',
    drop: 'Drop to add to your library',
    dropHint: 'PDFs and folders of PDFs',
    left: (ms: number) => `${roughly(ms)} left`,
    retry: 'Retry',
    unlock: 'Unlock',
    password: 'Password',
    remove: 'Remove from library',
    stop: 'Stop reading it',
    open: (title: string) => `Open ${title}`,
    removed: (title: string) => `Removed “${title}”.`,
    undo: 'Undo',
    dismiss: 'Dismiss',
    duplicate: (file: string) => `${file} is already in the library.`,
    notAdded: (file: string, message: string) => `${file} was not added. ${message}`,
    moreNotices: (n: number) => `and ${number.format(n)} more`,
    becameReady: (title: string) => `${title} is ready.`,
    becameFailed: (title: string, message: string) => `${title}: ${message}`,
  },
  status: {
    queued: 'Waiting',
    parsing: 'Reading',
    embedding: 'Indexing',
    ready: 'Ready',
    wordsOnly: 'Ready, words only',
    partial: 'Partly read',
    failed: 'Failed',
    cancelled: 'Stopped',
    pageOf: (done: number, all: number) => `page ${number.format(done)} of ${number.format(all)}`,
    percent: (fraction: number) => `${Math.floor(fraction * 100)} %`,
    pagesConcerned: (pages: number[]) => `${pages.length === 1 ? 'Page' : 'Pages'} ${listPages(pages)}.`,
  },
  queue: {
    title: 'Queue',
    toGo: (n: number) => `${count(n, 'paper', 'papers')} to go`,
    paused: (n: number) => `Paused, ${count(n, 'paper', 'papers')} to go`,
    pause: 'Pause',
    resume: 'Resume',
  },
  model: {
    download: 'Download model',
    progress: (done: number, total: number) => `Downloading, ${Math.floor((done / Math.max(1, total)) * 100)} %`,
  },
  ask: {
    title: 'Ask',
    label: 'Question',
    placeholder: 'Ask your library a question',
    submit: 'Ask',
    stop: 'Stop',
    hintTitle: 'Ask what your papers say',
    hintText: 'Every sentence of an answer leads to the page and the passage it came from.',
    hintEmpty: 'Add a few papers first; then ask what they say.',
    searching: 'Searching the library…',
    stopped: 'Stopped.',
    notSaid: 'The library does not say.',
    notSaidText: 'No paper in it supports an answer to this question.',
    sources: 'Sources',
    source: (n: number, title: string, page: number) => `Source ${n}: ${title}, page ${page}`,
    page: (page: number) => `page ${page}`,
    unsupported: 'No passage in the library supports this sentence.',
    unsupportedCount: (n: number) => `${count(n, 'sentence is', 'sentences are')} not supported by any passage.`,
    unverified: 'Not verified: the quote was not found in the paper as written.',
    failed: (message: string, action: string) => `${message} ${action}`,
    answered: 'The answer is ready.',
    answerWith: 'Answer with',
    took: (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`),
    generators: { evidence: 'Sentences from your papers', local: 'Local model', openai: 'Model endpoint' },
  },
};

function listPages(pages: number[]): string {
  const shown = pages.slice(0, 8).join(', ');
  return pages.length > 8 ? `${shown} and ${pages.length - 8} more` : shown;
}
