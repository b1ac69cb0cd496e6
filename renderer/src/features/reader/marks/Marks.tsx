import type { HighlightColor } from '../../../../../shared/domain/annotation.ts';
import type { Box } from '../../../../../shared/domain/geometry.ts';
import { cn } from '../../../components/ui/cn.ts';

export interface Mark {
  id: string;
  look: HighlightColor | 'found' | 'current' | 'citation';
  boxes: readonly Box[];
}

export const markGround: Record<Mark['look'], string> = {
  yellow: 'bg-mark-yellow',
  green: 'bg-mark-green',
  blue: 'bg-mark-blue',
  pink: 'bg-mark-pink',
  purple: 'bg-mark-purple',
  found: 'bg-mark-found',
  current: 'bg-mark-citation outline-2 outline-accent',
  citation: 'bg-mark-citation',
};

/** A page's marks; boxes are points of the page, so that they fit at any size it is shown in. */
export function Marks({
  marks,
  size,
  label,
}: {
  marks: readonly Mark[];
  size: { width: number; height: number };
  label: string;
}) {
  return marks.flatMap(({ id, look, boxes }) =>
    boxes.map((box, at) => (
      <div
        key={`${look} ${id} ${box.x} ${box.y}`}
        data-mark={look}
        data-id={id}
        {...(look === 'citation' && at === 0 ? { role: 'note', 'aria-label': label } : {})}
        className={cn('absolute rounded-[2px]', markGround[look])}
        style={{
          left: `${(box.x / size.width) * 100}%`,
          top: `${(box.y / size.height) * 100}%`,
          width: `${(box.width / size.width) * 100}%`,
          height: `${(box.height / size.height) * 100}%`,
        }}
      />
    )),
  );
}
