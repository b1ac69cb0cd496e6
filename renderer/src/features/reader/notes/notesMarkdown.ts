interface Written {
  quote: string;
  note: string;
  /** The page as printed. */
  label: string;
}

/** Highlights and notes as a text to paste elsewhere: the quotes as quotes, each with its page and what was written about it. */
export function notesMarkdown(title: string, notes: readonly Written[], page: (label: string) => string): string {
  const parts = notes.map(({ quote, note, label }) => {
    const cited = `> ${quote} (${page(label)})`;
    return note.trim() ? `${cited}\n\n${note.trim()}` : cited;
  });
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}
