import { FileText, Folder, Tag } from 'lucide-react';
import type { ScopePart } from './scopeNames.ts';

const icons = { collectionIds: Folder, tagIds: Tag, documentIds: FileText };

export function ScopeIcon({ part: { kind, color } }: { part: ScopePart }) {
  const Icon = icons[kind];
  return (
    <Icon size={13} aria-hidden="true" className="shrink-0" {...(color ? { style: { color: `var(--tag-${color})` } } : {})} />
  );
}
