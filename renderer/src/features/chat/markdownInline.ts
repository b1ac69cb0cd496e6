/** A stretch of a text, by offsets into all of it, so that what lies over it (citations, marks) still finds its place. */
export type Inline =
  | { type: 'text'; start: number; end: number }
  | { type: 'code'; start: number; end: number }
  | { type: 'strong'; start: number; children: Inline[] }
  | { type: 'em'; start: number; children: Inline[] };

/** A line without its line feed, and without the indent of what it lies in. */
export interface Line {
  text: string;
  start: number;
}

const spans =
  /\\([\\`*_#[\]|>-])|`([^`]+)`|\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)|(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)|(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+?)(?<=\S)_(?!\w)/g;

/** Bold, italics, code and escapes of a line. */
export function inlineOf({ text, start }: Line): Inline[] {
  const inline: Inline[] = [];
  let from = 0;
  const addText = (to: number) => {
    if (to > from) inline.push({ type: 'text', start: start + from, end: start + to });
  };
  for (const match of text.matchAll(spans)) {
    const [all, escaped, code, strong, strong2, em, em2] = match;
    const inside = escaped ?? code ?? strong ?? strong2 ?? em ?? em2 ?? '';
    addText(match.index);
    // An escape has its mark in front only.
    const begin = start + match.index + (escaped === undefined ? (all.length - inside.length) / 2 : 1);
    if (escaped !== undefined) inline.push({ type: 'text', start: begin, end: begin + 1 });
    else if (code !== undefined) inline.push({ type: 'code', start: begin, end: begin + code.length });
    else
      inline.push({
        type: (strong ?? strong2) ? 'strong' : 'em',
        start: begin,
        children: inlineOf({ text: inside, start: begin }),
      });
    from = match.index + all.length;
  }
  addText(text.length);
  return inline;
}
