import { CircleHelp } from 'lucide-react';
import { Fragment, memo, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerSegments, type Segment } from './answerSegments.ts';
import { CitationButton } from './CitationButton.tsx';
import { type Block, type Cell, parseMarkdown } from './markdown.ts';
import type { Inline } from './markdownInline.ts';
import type { ShownTurn } from './turns.ts';

interface Answer {
  turn: ShownTurn;
  segments: readonly Segment[];
}

/** What a model wrote: Markdown, with its citations as buttons and what nothing supports marked. */
export const AnswerText = memo(function AnswerText({ turn }: { turn: ShownTurn }) {
  const { text, citations, unsupported } = turn;
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  const segments = useMemo(() => answerSegments(text, citations, unsupported), [text, citations, unsupported]);
  return <div className="selectable flex flex-col gap-2.5 text-base leading-relaxed">{blocksOf(blocks, { turn, segments })}</div>;
});

function blocksOf(blocks: readonly Block[], answer: Answer): ReactNode {
  return blocks.map((block) => <Fragment key={block.start}>{blockOf(block, answer)}</Fragment>);
}

function blockOf(block: Block, answer: Answer): ReactNode {
  if (block.type === 'heading') return <p className="font-semibold">{linesOf(block.lines, answer)}</p>;
  if (block.type === 'paragraph') return <p>{linesOf(block.lines, answer)}</p>;
  if (block.type === 'rule') return <hr />;
  if (block.type === 'code') return <pre className={code}>{codeOf(answer.turn.text.slice(block.start, block.end))}</pre>;
  if (block.type === 'quote') {
    return <blockquote className="flex flex-col gap-2 border-l-2 pl-3 text-muted">{blocksOf(block.blocks, answer)}</blockquote>;
  }
  if (block.type === 'table') return <Table rows={block.rows} answer={answer} />;
  const items = block.items.map((item) => (
    <li key={item[0]?.start ?? 0} className="[&>*+*]:mt-1">
      {blocksOf(item, answer)}
    </li>
  ));
  if (!block.ordered) return <ul className="flex list-disc flex-col gap-1 pl-5">{items}</ul>;
  return (
    <ol start={block.first} className="flex list-decimal flex-col gap-1 pl-6">
      {items}
    </ol>
  );
}

const code = 'whitespace-pre-wrap break-words rounded-md bg-sunken p-2.5 font-mono text-sm';

/** Without its fences. */
function codeOf(text: string): string {
  return text.replace(/^.*\n?/, '');
}

function Table({ rows: [head = [], ...rows], answer }: { rows: Cell[][]; answer: Answer }) {
  const cell = 'border px-2 py-1 text-left align-top break-words';
  return (
    <table className="w-full border-collapse text-sm">
      <thead>
        <tr>
          {head.map(({ start, inline }) => (
            <th key={start} className={`${cell} bg-panel font-semibold`}>
              {inlineOf(inline, answer)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]?.start}>
            {row.map(({ start, inline }) => (
              <td key={start} className={cell}>
                {inlineOf(inline, answer)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function linesOf(lines: readonly Inline[][], answer: Answer): ReactNode {
  return lines.map((line, at) => (
    <Fragment key={line[0]?.start ?? at}>
      {at > 0 && <br />}
      {inlineOf(line, answer)}
    </Fragment>
  ));
}

function inlineOf(inline: readonly Inline[], answer: Answer): ReactNode {
  return inline.map((part) => {
    const { start } = part;
    if (part.type === 'strong') return <strong key={start}>{inlineOf(part.children, answer)}</strong>;
    if (part.type === 'em') return <em key={start}>{inlineOf(part.children, answer)}</em>;
    if (part.type === 'text') return <Fragment key={start}>{piecesOf(part, answer)}</Fragment>;
    return (
      <code key={start} className="rounded bg-sunken px-1 py-px font-mono text-[0.92em]">
        {answer.turn.text.slice(start, part.end)}
      </code>
    );
  });
}

/** The segments that lie in a stretch of text, cut to it. */
function piecesOf({ start, end }: { start: number; end: number }, { turn, segments }: Answer): ReactNode {
  return segments.map((segment, at) => {
    if (segment.end <= start || segment.start >= end) return null;
    const key = `${segment.start} ${at}`;
    if (segment.type === 'citation') {
      // It stands where its bracket closes; white space before it may belong to another line.
      const citation = segment.end <= end ? turn.citations.find(({ n }) => n === segment.n) : undefined;
      return (
        citation && (
          <CitationButton key={key} id={`${turn.id}-${segment.start}-${segment.n}`} turnId={turn.id} citation={citation} />
        )
      );
    }
    const text = turn.text.slice(Math.max(start, segment.start), Math.min(end, segment.end));
    if (!segment.unsupported) return <Fragment key={key}>{text}</Fragment>;
    const isLast = !/[\p{L}\p{N}]/u.test(turn.text.slice(end, segment.end));
    return <Unsupported key={key} text={text} isLast={isLast} />;
  });
}

function Unsupported({ text, isLast }: { text: string; isLast: boolean }) {
  const { t } = useTranslation('chat');
  return (
    <>
      <mark
        title={t('unsupported')}
        className="bg-transparent text-inherit underline decoration-1 decoration-warning decoration-wavy underline-offset-4"
      >
        {text}
      </mark>
      {isLast && (
        <CircleHelp
          size={13}
          role="img"
          aria-label={t('unsupported')}
          className="ml-0.5 inline-block align-[-0.12em] text-warning"
        />
      )}
    </>
  );
}
