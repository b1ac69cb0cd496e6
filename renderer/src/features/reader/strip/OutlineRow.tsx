import { ChevronDown, ChevronRight } from 'lucide-react';
import { cn } from '../../../components/ui/cn.ts';
import type { OutlineItem } from './outlineItems.ts';

export function OutlineRow(props: {
  item: OutlineItem;
  closed: boolean;
  reached: boolean;
  onFold(to: boolean): void;
  onGo(): void;
}) {
  const { item, closed, reached, onFold, onGo } = props;
  const Fold = closed ? ChevronRight : ChevronDown;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      role="treeitem"
      data-id={item.id}
      tabIndex={reached ? 0 : -1}
      aria-level={item.level}
      aria-selected={reached}
      {...(item.children > 0 ? { 'aria-expanded': !closed } : {})}
      onClick={onGo}
      className="flex min-h-7 cursor-default items-start gap-0.5 rounded-md py-1 pr-2 text-sm hover:bg-hover"
      style={{ paddingInlineStart: 4 + (item.level - 1) * 12 }}
    >
      <Fold
        size={14}
        aria-hidden="true"
        className={cn('mt-0.5 shrink-0 text-muted', item.children === 0 && 'invisible')}
        onClick={(event) => {
          event.stopPropagation();
          onFold(!closed);
        }}
      />
      <span className="min-w-0 break-words">{item.title}</span>
    </div>
  );
}
