import { type Matrix, type MatrixCell, type MatrixColumn, missingCells } from '../../../../shared/domain/matrix.ts';
import { hub } from '../../api/windowHub.ts';
import { confirm } from '../../components/ui/Confirm.tsx';
import { askName } from '../../components/ui/NameDialog.tsx';
import { toast, told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';
import { keepMatrix, type ShownMatrix } from './matricesStore.ts';

type Place = Pick<MatrixCell, 'documentId' | 'columnId'>;

/** Asks what is missing; `again` names filled cells to ask once more. */
export async function run(id: string, again: Place[] = []): Promise<void> {
  const places = again.map(({ documentId, columnId }) => ({ documentId, columnId }));
  await told(async () => keepMatrix(await hub.request('matrices.run', { id, again: places })));
}

export async function stop(id: string): Promise<void> {
  await told(async () => keepMatrix(await hub.request('matrices.stop', { id })));
}

/** Changes rows or columns, and asks what is new. */
async function change(id: string, patch: { documentIds?: string[]; columns?: MatrixColumn[] }): Promise<void> {
  let changed: ShownMatrix | null = null;
  await told(async () => {
    changed = await hub.request('matrices.update', { id, ...patch });
    keepMatrix(changed);
  });
  const now = changed as ShownMatrix | null;
  if (now && missingCells(now.matrix) > 0) await run(id);
}

export async function addPapers({ id, documentIds }: Matrix, added: readonly string[]): Promise<void> {
  await change(id, { documentIds: [...new Set([...documentIds, ...added])] });
}

export async function removePaper({ id, documentIds }: Matrix, documentId: string): Promise<void> {
  await change(id, { documentIds: documentIds.filter((one) => one !== documentId) });
}

export async function addQuestion({ id, columns }: Matrix): Promise<void> {
  const question = await askName(t('matrices:newQuestion'));
  if (question !== null) await change(id, { columns: [...columns, { id: crypto.randomUUID(), question }] });
}

/** Another question is asked of all papers anew. */
export async function editQuestion({ id, columns }: Matrix, column: MatrixColumn): Promise<void> {
  const question = await askName(t('matrices:editQuestion'), column.question);
  if (question === null || question === column.question) return;
  await change(id, { columns: columns.map((one) => (one.id === column.id ? { ...one, question } : one)) });
}

export async function removeQuestion({ id, columns }: Matrix, columnId: string): Promise<void> {
  await change(id, { columns: columns.filter((one) => one.id !== columnId) });
}

export async function rename({ id, title }: Matrix): Promise<void> {
  const name = await askName(t('matrices:rename'), title);
  if (name !== null) await told(async () => keepMatrix(await hub.request('matrices.update', { id, title: name })));
}

export async function remove({ id, title }: Matrix): Promise<void> {
  const question = {
    title: t('matrices:remove.title', { title }),
    text: t('matrices:remove.text'),
    action: t('matrices:remove.action'),
    danger: true,
  };
  if (await confirm(question)) await told(() => hub.request('matrices.remove', { id }));
}

/** Asks where to, and writes it there. */
export async function save({ id }: Matrix, format: 'csv' | 'markdown' | 'bibtex'): Promise<void> {
  await told(async () => {
    const { saved } = await hub.host('host.saveText', await hub.request('matrices.export', { id, format }));
    if (saved) toast(t('matrices:saved'));
  });
}
