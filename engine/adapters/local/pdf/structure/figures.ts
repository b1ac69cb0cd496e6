import { union } from '../layout/frame.ts';
import { lineText } from '../layout/lines.ts';
import { toParagraph } from '../layout/paragraphs.ts';
import { endsSentence } from '../layout/text.ts';
import { type Box, boxOf, contains, gapBetween, overlapAcross } from './boxes.ts';
import type { BlockDraft } from './classify.ts';
import { isTableCaption } from './names.ts';

/** Points: a label stands no further than this beside the others of its figure. */
const reach = 40;
/** Lines of prose are longer. */
const labelChars = 25;
/** Signs of a formula, which is text however it looks. */
const formula = /[=≤≥<>≈≃∑∏∫∝←→↦∈]/u;

interface Place {
  draft: BlockDraft;
  box: Box;
  /** It parts no label from its caption. */
  open: boolean;
}

/**
 * Settles what the short pieces of a page are that are no prose (`figure` in, as `classify` gives them). Those that nothing parts from a figure's caption are
 * the figure's labels, and become one block before the caption; rows of cells under a table's caption are the table, with what stands among them.
 * What no caption explains is text where it can be read.
 */
export function settleLabels(drafts: BlockDraft[]): BlockDraft[] {
  if (!drafts.some((draft) => isLoose(draft) || isTable(draft))) return drafts;
  const places = drafts.map((draft): Place => ({ draft, box: boxOf(draft.paragraph), open: isOpen(draft) }));
  const owners = ownersOf(places);
  const settled = drafts.map((draft, i) => (isLoose(draft) && !owners.has(i) ? unowned(places, owners, i) : draft));
  const figures = new Map<number, BlockDraft[]>();
  drafts.forEach((draft, i) => {
    const caption = owners.get(i);
    if (caption !== undefined && !isTableCaption(textOf(drafts[caption]!))) push(figures, caption, draft);
  });
  return joinNeighbours(
    settled.flatMap((draft, i) => {
      const caption = owners.get(i);
      if (caption !== undefined) return figures.has(caption) ? [] : [{ ...draft, kind: 'table' as const }];
      const labels = figures.get(i);
      return labels ? [joined(labels, 'figure'), draft] : [draft];
    }),
    (draft) => owners.get(drafts.findIndex(({ paragraph }) => paragraph === draft.paragraph)),
  );
}

const isLoose = ({ kind }: BlockDraft) => kind === 'figure';
const isTable = ({ kind }: BlockDraft) => kind === 'table';
const textOf = ({ paragraph }: BlockDraft) => paragraph.lines.map(lineText).join(' ');

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key) ?? [];
  if (values.length === 0) map.set(key, values);
  values.push(value);
}

/** The caption that each loose piece goes with, both by their place in the list. */
function ownersOf(places: Place[]): Map<number, number> {
  const owners = new Map<number, number>();
  places.forEach(({ draft }, i) => {
    const owner = isLoose(draft) || isTable(draft) ? captionOf(places, i) : undefined;
    if (owner === undefined) return;
    // A grid of cells is a table even where its caption calls it a figure; lines of a drawing only look like one.
    if (isLoose(draft) || isTableCaption(textOf(places[owner]!.draft)) || !isGrid(draft)) owners.set(i, owner);
  });
  withoutEmptyTables(places, owners);
  // Labels along an axis stand beside the caption's lines, and words in a drawing are set like the text.
  for (let grown = true; grown; ) {
    grown = false;
    for (const [caption, box] of boxesOf(places, owners)) {
      const isFigure = !isTableCaption(textOf(places[caption]!.draft));
      places.forEach((place, i) => {
        if (owners.has(i) || !(isLoose(place.draft) || isShort(place.draft))) return;
        const near = isFigure && isLoose(place.draft) && gapBetween(place.box, box) <= reach;
        if (!near && !contains(box, place.box)) return;
        owners.set(i, caption);
        grown = true;
      });
    }
  }
  return owners;
}

/** A table has rows of cells: without any, what stands by its caption belongs to it no more than other text. */
function withoutEmptyTables(places: Place[], owners: Map<number, number>): void {
  for (const caption of new Set(owners.values())) {
    if (!isTableCaption(textOf(places[caption]!.draft))) continue;
    const own = [...owners].filter(([, owner]) => owner === caption).map(([i]) => i);
    const rows = own.flatMap((i) => places[i]!.draft.paragraph.lines).filter(({ cells }) => cells > 1).length;
    if (rows < 2 && !own.some((i) => isTable(places[i]!.draft))) for (const i of own) owners.delete(i);
  }
}

/** The box around what goes with each caption. */
function boxesOf(places: Place[], owners: Map<number, number>): Map<number, Box> {
  const boxes = new Map<number, Box>();
  for (const [i, caption] of owners) {
    const box = boxes.get(caption);
    boxes.set(caption, box ? union(box, places[i]!.box) : places[i]!.box);
  }
  return boxes;
}

/** The nearest caption that no text parts from a piece: that of a figure stands below it rather than above, that of a table above. */
function captionOf(places: Place[], i: number): number | undefined {
  const { box } = places[i]!;
  let best: { caption: number; rank: number } | undefined;
  places.forEach(({ draft, box: other }, caption) => {
    if (draft.kind !== 'caption') return;
    const below = other.y >= box.y + box.height - 2;
    if (!below && box.y < other.y + other.height - 2) return;
    if (!inRow(places, i, caption) && !(overlapAcross(box, other) > 0 && isClear(places, i, caption))) return;
    const unusual = below === isTableCaption(textOf(draft));
    const rank = gapBetween(box, other) + (unusual ? 10_000 : 0);
    if (!best || rank < best.rank) best = { caption, rank };
  });
  return best?.caption;
}

/** Three rows of cells and more, most with as many. */
function isGrid({ paragraph: { lines } }: BlockDraft): boolean {
  const rows = Map.groupBy(lines, ({ cells }) => cells);
  const alike = [...rows].map(([cells, { length }]) => (cells > 1 ? length : 0));
  return lines.length > 2 && Math.max(...alike) >= 0.6 * lines.length;
}

const isOpen = (draft: BlockDraft) => isLoose(draft) || isTable(draft) || isShort(draft);

/** Whether nothing but pieces of the kind is read between two. */
function inRow(places: Place[], a: number, b: number): boolean {
  return places.slice(Math.min(a, b) + 1, Math.max(a, b)).every(({ open }) => open);
}

/** Whether no text stands between a piece and a caption above or below it. */
function isClear(places: Place[], i: number, caption: number): boolean {
  const [a, b] = [places[i]!.box, places[caption]!.box];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return places.every((place, at) => {
    if (at === i || at === caption || place.open) return true;
    const { box } = place;
    return box.y <= top || box.y >= bottom || overlapAcross(box, a) <= 0;
  });
}

/** As short as a label may be, though set like the text. */
function isShort(draft: BlockDraft): boolean {
  const text = textOf(draft);
  return draft.kind === 'paragraph' && text.length < labelChars * draft.paragraph.lines.length && !endsSentence(text);
}

/** What no caption explains: a table, where it is a grid; text, if most of it and its neighbours of the kind are words or a formula is among them, else labels. */
function unowned(places: Place[], owners: Map<number, number>, i: number): BlockDraft {
  const { draft } = places[i]!;
  if (isGrid(draft)) return { ...draft, kind: 'table' };
  const isOne = (at: number) => places[at] !== undefined && isLoose(places[at].draft) && !owners.has(at);
  let [first, last] = [i, i];
  while (isOne(first - 1)) first--;
  while (isOne(last + 1)) last++;
  const text = places
    .slice(first, last + 1)
    .map((place) => textOf(place.draft))
    .join(' ');
  const inWords = (text.match(/\p{L}{3,}/gu) ?? []).join('').length;
  const readable = inWords > 0.5 * text.replace(/\s/g, '').length;
  return readable || formula.test(text) ? { ...draft, kind: 'paragraph' } : draft;
}

/** Parts of one table that follow each other, and labels without a caption, are one block each. */
function joinNeighbours(drafts: BlockDraft[], captionOf: (draft: BlockDraft) => number | undefined): BlockDraft[] {
  const groups: BlockDraft[][] = [];
  for (const draft of drafts) {
    const last = groups.at(-1)?.at(-1);
    const tables = last?.kind === 'table' && draft.kind === 'table' && (captionOf(last) ?? captionOf(draft)) !== undefined;
    if (tables || (last?.kind === 'figure' && draft.kind === 'figure')) groups.at(-1)!.push(draft);
    else groups.push([draft]);
  }
  return groups.map((group) => (group.length > 1 ? joined(group, group[0]!.kind) : group[0]!));
}

function joined(drafts: BlockDraft[], kind: BlockDraft['kind']): BlockDraft {
  return { kind, level: 0, paragraph: toParagraph(drafts.flatMap(({ paragraph }) => paragraph.lines)) };
}
