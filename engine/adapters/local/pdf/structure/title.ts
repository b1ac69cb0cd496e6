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
  /^(?:(?:original |invited |mini |short |full |regular |systematic )*(?:research|review|data|case|technical|brief|feature|software|conference|working|white|position|discussion)?[- ]?(?:articles?|papers?|reports?|letters?|reviews?|communications?|notes?|perspectives?|editorials?|commentar(?:y|ies)|preprints?|protocols?|proceedings|tutorials?|correspondence|opinion|research)|open access|articles? in press|accepted manuscript|author manuscript|study protocol|artigos?(?: original| de revisao)?|articulos?(?: original| de revision)?|table of contents|contents|sumario|supplement(?:ary|al)? (?:material|information)|plos ?one|peerj|elife|nature|science|cell|biorxiv|medrxiv|arxiv|hal|rescience)$/;
const stamp =
  /\b(?:https?:|www\.|doi\b|issn|isbn|arxiv:|©|copyright|all rights reserved|e-?mail|@|received|accepted|published|volume \d|vol\. ?\d|submitted)|\bjournal of\b|\bpublishing\b|\bpress$|\buniversity press\b/i;

/**
 * The paper's title: the block in the largest type in the upper part of the first page that is not a banner. `infoTitle`, what the file says, decides
 * only where the page says the same.
 */
export function titleOf(paragraphs: Paragraph[], page: { height: number }, bodySize: number, infoTitle: string): Title | null {
  const info = letters(infoTitle);
  let best: { candidate: Candidate; score: number } | null = null;
  for (const candidate of candidatesOf(paragraphs)) {
    const first = candidate.paragraphs[0]!;
    const top = first.lines[0]!.words[0]!.box.y / page.height;
    const score = scoreOf(candidate.text, top, first.size / bodySize, info);
    if (score > 0 && (!best || score > best.score)) best = { candidate, score };
  }
  if (!best) return null;
  const paragraph = toParagraph(best.candidate.paragraphs.flatMap(({ lines }) => lines));
  const { text } = assemble([{ kind: 'heading', level: 1, paragraph }]);
  return { paragraph, text: text.replace(/[\s*†‡§¶#∗⋆★]+$/u, '') };
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

function scoreOf(text: string, top: number, size: number, info: string): number {
  const words = text.split(' ').length;
  if (top > 0.65 || words > 60 || !/\p{L}{2}/u.test(text) || isBanner(text)) return 0;
  let score = size;
  if (words === 1) score *= 0.4;
  else if (words === 2) score *= 0.6;
  else if (words === 3) score *= 0.85;
  if (words > 35) score *= 0.6;
  if (stamp.test(text)) score *= words > 8 ? 0.7 : 0.3;
  if (top > 0.45) score *= 0.8;
  // Type no larger than the text: only what stands at the very head may be a title.
  if (size < 1.08) score *= top < 0.25 && words <= 30 ? 0.7 : 0.2;
  const said = letters(text);
  if (info.length >= 12 && said.length >= 12 && (info.includes(said) || said.includes(info))) score *= 1.6;
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
