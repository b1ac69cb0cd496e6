import { lineText } from '../layout/lines.ts';
import { type Paragraph, toParagraph } from '../layout/paragraphs.ts';
import { assemble } from './assemble.ts';
import { fold, isSectionName } from './names.ts';

export interface Title {
  text: string;
  /** Its lines as one. */
  paragraph: Paragraph;
}

/** Neighbouring paragraphs of the first page. */
interface Candidate {
  paragraphs: Paragraph[];
  text: string;
}

/** What stands large at the head of a first page and is not the title: the kind of article, the journal and its publisher, stamps. */
const banner =
  /^(?:(?:original |invited |mini |short |full |regular |systematic )*(?:research|review|data|case|technical|brief|feature|software|conference|working|white|position|discussion)?[- ]?(?:articles?|papers?|reports?|letters?|reviews?|communications?|notes?|perspectives?|editorials?|commentar(?:y|ies)|preprints?|protocols?|proceedings|tutorials?|correspondence|opinion|research)|open access|articles? in press|accepted manuscript|author manuscript|study protocol|artigos?(?: original| de revisao)?|articulos?(?: original| de revision)?|table of contents|contents|sumario|supplement(?:ary|al)? (?:material|information)|plos ?one|peerj|elife|nature|science|cell|biorxiv|medrxiv|arxiv|hal|rescience|check for updates|mini ?review|highlights|graphical abstract|article info(?:rmation)?|technical notes?|supplementary)$/;
const stamp =
  /\b(?:https?:|www\.|doi\b|issn|isbn|arxiv:|©|copyright|all rights reserved|e-?mail|@|received|accepted|published|volume \d|vol\. ?\d|submitted)|\(\d{4}\) \d+|\bjournal of\b|\bpublishing\b|\bpress$|\buniversity press\b/i;

/** Lines that stand over and under a journal's name. */
const overMasthead = /contents lists available|available online at/i;
const underMasthead = /journal home ?page|locate\//i;

/** A candidate below this is no title. */
const minScore = 0.55;

/**
 * The paper's title: the block in the largest type in the upper part of the first page that is neither a banner nor one of several headings. What the file
 * says of itself (`infoTitle`) decides only where the page says the same.
 */
export function titleOf(
  paragraphs: Paragraph[],
  page: { height: number },
  type: { size: number; isTextFont(font: string): boolean },
  infoTitle: string,
): Title | null {
  const info = letters(infoTitle);
  let best: { candidate: Candidate; score: number } | null = null;
  const candidates = candidatesOf(paragraphs);
  candidates.forEach((candidate, i) => {
    const first = candidate.paragraphs[0]!;
    const score = scoreOf(candidate.text, {
      top: first.lines[0]!.words[0]!.box.y / page.height,
      size: first.size / type.size,
      first: i === 0,
      bold: !type.isTextFont(first.font),
      lines: candidate.paragraphs.reduce((sum, { lines }) => sum + lines.length, 0),
      inMasthead: overMasthead.test(candidates[i - 1]?.text ?? '') || underMasthead.test(candidates[i + 1]?.text ?? ''),
      repeated: candidates.some(
        (other) => other !== candidate && sameStyle(other.paragraphs[0]!, first) && countWords(other.text) <= 15,
      ),
      said: info,
    });
    if (score >= minScore && (!best || score > best.score)) best = { candidate, score };
  });
  if (!best) return null;
  const { candidate } = best as { candidate: Candidate };
  const paragraph = toParagraph(candidate.paragraphs.flatMap(({ lines }) => lines));
  const { text } = assemble([{ kind: 'heading', level: 1, paragraph }]);
  return { paragraph, text: text.replace(/[\s*†‡§¶#∗⋆★]+$/u, '') };
}

/** What the file says of itself, where that may be a title: not a name of a file or of the program that wrote it. */
export function plausibleTitle(infoTitle: string): string {
  const text = infoTitle.replace(/\s+/g, ' ').trim();
  const fileLike = /\.(?:docx?|pdf|tex|dvi|indd|rtf|odt|qxd|ps)\b|^microsoft |^untitled|^layout \d|\d\.\.\d|_/i.test(text);
  return countWords(text) >= 3 && !fileLike ? text : '';
}

const sameStyle = (a: Paragraph, b: Paragraph) => a.font === b.font && Math.abs(a.size - b.size) < 0.04 * b.size;

/** Words; of scripts without spaces, every two characters. */
function countWords(text: string): number {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0;
  return text.split(/\s+/).length + Math.floor(dense / 2);
}

/** Neighbouring paragraphs of one size, close together, are one block: a title may change its font or stop in the middle of a line. */
function candidatesOf(paragraphs: Paragraph[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const paragraph of paragraphs) {
    const text = textOfLines(paragraph);
    const previous = candidates.at(-1);
    if (previous && continuesTitle(previous, paragraph, text)) {
      previous.paragraphs.push(paragraph);
      previous.text += ` ${text}`;
    } else candidates.push({ text, paragraphs: [paragraph] });
  }
  return candidates;
}

const textOfLines = (paragraph: Paragraph) => paragraph.lines.map(lineText).join(' ');

function continuesTitle({ paragraphs, text }: Candidate, below: Paragraph, belowText: string): boolean {
  const above = paragraphs.at(-1)!;
  const sameSize = Math.abs(above.size - below.size) < 0.04 * above.size;
  const distance = below.lines[0]!.baseline - above.lines.at(-1)!.baseline;
  return sameSize && distance > 0 && distance < 1.7 * above.size && !isBanner(text) && !isBanner(belowText);
}

const letters = (text: string) => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

function isBanner(text: string): boolean {
  return (
    banner.test(
      fold(text)
        .replace(/[^\p{L}\p{N} -]+/gu, '')
        .trim(),
    ) || isSectionName(text)
  );
}

interface Features {
  /** Share of the page above it. */
  top: number;
  /** Type size in relation to the text's. */
  size: number;
  /** Nothing stands before it. */
  first: boolean;
  /** Set in a font that is not the text's. */
  bold: boolean;
  lines: number;
  /** Beside a line that goes with a journal's name. */
  inMasthead: boolean;
  /** Other short blocks are set alike. */
  repeated: boolean;
  /** Letters of the title the file gives. */
  said: string;
}

function scoreOf(text: string, { top, size, first, bold, lines, inMasthead, repeated, said }: Features): number {
  const words = countWords(text);
  if (top > 0.65 || words > 60 || !/\p{L}{2}/u.test(text) || isBanner(text)) return 0;
  let score = size;
  if (words === 1) score *= 0.4;
  else if (words === 2) score *= 0.6;
  else if (words === 3) score *= 0.85;
  if (words > 35) score *= 0.6;
  if (stamp.test(text)) score *= words > 8 ? 0.7 : 0.3;
  if (inMasthead) score *= 0.4;
  if (repeated) score *= 0.45;
  if (top > 0.45) score *= 0.8;
  // Type no larger than the text: only a few lines at the very head, first or in a font of their own, may be a title.
  if (size < 1.08) score *= (bold || (first && !/\.$/.test(text))) && top < 0.3 && lines <= 4 && words <= 30 ? 0.9 : 0.3;
  if (first && size < 1.2) score *= 1.2;
  const own = letters(text);
  if (said.length >= 12 && own.length >= 12 && (said.includes(own) || own.includes(said))) score *= 1.8;
  return score;
}

/** The first page's paragraphs with those of the title as one. */
export function joinTitle(paragraphs: Paragraph[], title: Title): Paragraph[] {
  const lines = new Set(title.paragraph.lines);
  return paragraphs.flatMap((paragraph) => {
    if (!lines.has(paragraph.lines[0]!)) return [paragraph];
    return paragraph.lines[0] === title.paragraph.lines[0] ? [title.paragraph] : [];
  });
}
