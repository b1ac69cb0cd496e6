/** A line of the table of contents; `dest` leads into the document, `url` out of it. */
export interface OutlineItem {
  id: string;
  parentId: string | null;
  title: string;
  /** From 1. */
  level: number;
  children: number;
  dest: string | unknown[] | null;
  url: string | null;
}

interface Node {
  title: string;
  dest: string | unknown[] | null;
  url: string | null;
  items: Node[];
}

/** The tree in reading order. */
export function outlineItems(nodes: readonly Node[], parentId: string | null = null, level = 1): OutlineItem[] {
  return nodes.flatMap(({ title, dest, url, items }, at) => {
    const id = parentId === null ? `${at}` : `${parentId}.${at}`;
    const item = { id, parentId, title: title.trim() || '…', level, children: items.length, dest, url };
    return [item, ...outlineItems(items, id, level + 1)];
  });
}

/** Those whose ancestors are all open. */
export function shownItems(items: readonly OutlineItem[], closed: ReadonlySet<string>): OutlineItem[] {
  const hidden = new Set<string>();
  return items.filter(({ id, parentId }) => {
    const hide = parentId !== null && (hidden.has(parentId) || closed.has(parentId));
    if (hide) hidden.add(id);
    return !hide;
  });
}
