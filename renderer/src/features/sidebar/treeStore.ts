import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Collections whose inner ones are put away; remembered. */
export const useTree = create<{ closed: readonly string[] }>()(
  persist((): { closed: readonly string[] } => ({ closed: [] }), { name: 'collections' }),
);

export function setOpen(id: string, open: boolean): void {
  useTree.setState(({ closed }) => ({ closed: [...closed.filter((one) => one !== id), ...(open ? [] : [id])] }));
}
