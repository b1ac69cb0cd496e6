import type { ComponentProps } from 'react';

/**
 * A row or cell of a virtual table, whose own elements cannot be placed freely. The grid holds the focus and has the keys, so that a part
 * needs neither.
 */
export function GridPart(props: ComponentProps<'div'> & { role: 'row' | 'columnheader' | 'rowheader' | 'gridcell' }) {
  return <div {...props} />;
}
