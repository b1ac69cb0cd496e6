import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import { ContextMenu as Context, DropdownMenu as Dropdown } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import type { TagColor } from '../../../../shared/domain/collection.ts';
import { cn } from './cn.ts';
import { dotClass } from './tagColor.ts';

/** One entry of a menu; the same list serves a button's menu and a right click's. */
export type MenuItem =
  | { type: 'separator' }
  | { type: 'label'; text: string }
  | {
      type?: 'item';
      text: string;
      icon?: LucideIcon;
      shortcut?: string;
      danger?: boolean;
      disabled?: boolean;
      /** Ticked or not; undefined: nothing to tick. */
      checked?: boolean;
      /** A tag's colour before its name. */
      dot?: TagColor;
      onSelect(): void;
    }
  | { type: 'sub'; text: string; icon?: LucideIcon; disabled?: boolean; items: MenuItem[] };

const surface = 'z-50 max-h-[60vh] min-w-44 max-w-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float';
const row =
  'flex h-7 select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover data-[state=open]:bg-hover';

/** Given as a function, the list is made each time the menu opens. */
type MenuItems = MenuItem[] | (() => MenuItem[]);

/** Opens below its trigger. */
export function Menu({ trigger, items, align = 'start' }: { trigger: ReactNode; items: MenuItems; align?: 'start' | 'end' }) {
  const closing = useAfterClosing();
  return (
    <Dropdown.Root>
      <Dropdown.Trigger asChild>{trigger}</Dropdown.Trigger>
      <Dropdown.Portal>
        <Dropdown.Content className={surface} align={align} sideOffset={4} collisionPadding={8} onCloseAutoFocus={closing.run}>
          <Items kit={Dropdown} items={items} choose={closing.choose} />
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}

/** Opens where the right button, or the menu key, asks for it. */
export function ContextMenu({ items, children }: { items: MenuItems; children: ReactNode }) {
  const closing = useAfterClosing();
  return (
    <Context.Root>
      <Context.Trigger asChild>{children}</Context.Trigger>
      <Context.Portal>
        <Context.Content className={surface} collisionPadding={8} onCloseAutoFocus={closing.run}>
          <Items kit={Context} items={items} choose={closing.choose} />
        </Context.Content>
      </Context.Portal>
    </Context.Root>
  );
}

/** What was chosen is done once the menu has given back the focus, so that it can put the focus elsewhere. */
function useAfterClosing() {
  const chosen = useRef<(() => void) | null>(null);
  const choose = (action: () => void) => {
    chosen.current = action;
  };
  const run = () => {
    const action = chosen.current;
    chosen.current = null;
    if (action) setTimeout(action);
  };
  return { choose, run };
}

interface ItemsProps {
  kit: typeof Dropdown | typeof Context;
  items: MenuItems;
  choose(action: () => void): void;
}

function Items({ kit, items, choose }: ItemsProps) {
  const list = typeof items === 'function' ? items() : items;
  return list.map((item, at) => {
    const key = `${at}`;
    if (item.type === 'separator') return <kit.Separator key={key} className="mx-1 my-1 h-px bg-line" />;
    if (item.type === 'label')
      return (
        <kit.Label key={key} className="px-2 py-1 text-muted text-xs">
          {item.text}
        </kit.Label>
      );
    if (item.type === 'sub')
      return (
        <kit.Sub key={key}>
          <kit.SubTrigger className={row} disabled={item.disabled ?? false}>
            <Glyph icon={item.icon} />
            <span className="flex-1 truncate">{item.text}</span>
            <ChevronRight size={14} aria-hidden="true" />
          </kit.SubTrigger>
          <kit.Portal>
            <kit.SubContent className={surface} sideOffset={2} collisionPadding={8}>
              <Items kit={kit} items={item.items} choose={choose} />
            </kit.SubContent>
          </kit.Portal>
        </kit.Sub>
      );
    const content = (
      <>
        {item.checked === undefined ? (
          <Glyph icon={item.icon} />
        ) : (
          <span className="w-4">{item.checked && <Check size={14} />}</span>
        )}
        {item.dot && <span className={cn('size-2 rounded-full', dotClass[item.dot])} />}
        <span className="flex-1 truncate whitespace-pre">{item.text}</span>
        {item.shortcut && <span className="text-muted text-xs">{item.shortcut}</span>}
      </>
    );
    const look = {
      className: cn(row, item.danger && 'text-bad'),
      disabled: item.disabled ?? false,
      onSelect: () => choose(item.onSelect),
    };
    if (item.checked === undefined)
      return (
        <kit.Item key={key} {...look}>
          {content}
        </kit.Item>
      );
    return (
      <kit.CheckboxItem key={key} {...look} checked={item.checked}>
        {content}
      </kit.CheckboxItem>
    );
  });
}

function Glyph({ icon: Icon }: { icon: LucideIcon | undefined }) {
  return <span className="w-4">{Icon && <Icon size={15} strokeWidth={1.75} aria-hidden="true" />}</span>;
}
