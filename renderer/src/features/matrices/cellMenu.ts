import { FileText, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import type { Matrix } from '../../../../shared/domain/matrix.ts';
import type { MenuItem } from '../../components/ui/Menu.tsx';
import { t } from '../../i18n/i18n.ts';
import { openDocument } from '../reader/openDocument.ts';
import type { Spot } from './matricesStore.ts';
import { editQuestion, removePaper, removeQuestion, run } from './matrixActions.ts';

/** What can be done at a place of the grid. */
export function cellMenu(matrix: Matrix, { row, column }: Spot, running: boolean): MenuItem[] {
  const documentId = matrix.documentIds[row];
  const asked = matrix.columns[column];
  const again = (documentIds: readonly string[], columnIds: readonly string[]) =>
    void run(
      matrix.id,
      documentIds.flatMap((one) => columnIds.map((columnId) => ({ documentId: one, columnId }))),
    );
  const ofPaper: MenuItem[] = documentId
    ? [
        { text: t('matrices:menu.open'), icon: FileText, onSelect: () => openDocument(documentId) },
        {
          text: t('matrices:menu.againPaper'),
          icon: RotateCcw,
          disabled: running,
          onSelect: () =>
            again(
              [documentId],
              matrix.columns.map(({ id }) => id),
            ),
        },
        { text: t('matrices:menu.removePaper'), icon: Trash2, onSelect: () => void removePaper(matrix, documentId) },
      ]
    : [];
  const ofQuestion: MenuItem[] = asked
    ? [
        { text: t('matrices:menu.editQuestion'), icon: Pencil, onSelect: () => void editQuestion(matrix, asked) },
        {
          text: t('matrices:menu.againQuestion'),
          icon: RotateCcw,
          disabled: running,
          onSelect: () => again(matrix.documentIds, [asked.id]),
        },
        { text: t('matrices:menu.removeQuestion'), icon: Trash2, onSelect: () => void removeQuestion(matrix, asked.id) },
      ]
    : [];
  const ofCell: MenuItem[] =
    documentId && asked
      ? [
          {
            text: t('matrices:menu.again'),
            icon: RotateCcw,
            disabled: running,
            onSelect: () => again([documentId], [asked.id]),
          },
          { type: 'separator' },
        ]
      : [];
  const between: MenuItem[] = documentId && asked ? [{ type: 'separator' }] : [];
  return [...ofCell, ...ofPaper, ...between, ...ofQuestion];
}
