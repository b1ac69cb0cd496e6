import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wholeLibrary } from '../../../../shared/domain/collection.ts';
import { mostColumns } from '../../../../shared/domain/matrix.ts';
import { Button } from '../../components/ui/Button.tsx';
import { Dialog, DialogActions } from '../../components/ui/Dialog.tsx';
import { Input, Select, Textarea } from '../../components/ui/fields.tsx';
import { generatorName, useGenerators } from '../chat/generators.ts';
import { useOrganisation } from '../library/organisation.ts';
import { closeNewMatrix, createMatrix, useNewMatrix } from './newMatrixStore.ts';

/** Asks what a new matrix is about; stands once in the app. */
export function NewMatrixDialog() {
  const { open, documentIds } = useNewMatrix();
  return open && <NewMatrixForm documentIds={documentIds} />;
}

function NewMatrixForm({ documentIds }: { documentIds: readonly string[] }) {
  const { t } = useTranslation('matrices');
  const collections = useOrganisation((state) => state.collections);
  const { generators, chosen } = useGenerators();
  const usable = generators.filter(({ unavailable }) => unavailable === null);
  const [title, setTitle] = useState('');
  const [papers, setPapers] = useState(documentIds.length > 0 ? 'chosen' : 'all');
  const [questions, setQuestions] = useState('');
  const [generator, setGenerator] = useState(usable.find(({ id }) => id === chosen)?.id ?? 'evidence');
  const [busy, setBusy] = useState(false);
  const asked = [
    ...new Set(
      questions
        .split('\n')
        .map((line) => line.trim().slice(0, 1000))
        .filter(Boolean),
    ),
  ].slice(0, mostColumns);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const scope =
      papers === 'all'
        ? wholeLibrary
        : papers === 'chosen'
          ? { ...wholeLibrary, documentIds: [...documentIds] }
          : { ...wholeLibrary, collectionIds: [papers] };
    await createMatrix({ title: title.trim(), scope, questions: asked, generator });
    setBusy(false);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && closeNewMatrix()} title={t('new')} description={t('newText')}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <Field label={t('name')}>
          <Input value={title} maxLength={200} placeholder={t('nameHint')} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label={t('papers')}>
          <Select className="w-full" value={papers} onChange={(event) => setPapers(event.target.value)}>
            {documentIds.length > 0 && <option value="chosen">{t('chosenPapers', { count: documentIds.length })}</option>}
            <option value="all">{t('allPapers')}</option>
            {collections.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('questions')}>
          <Textarea
            rows={5}
            value={questions}
            placeholder={t('questionsHint')}
            onChange={(event) => setQuestions(event.target.value)}
          />
        </Field>
        {usable.length > 1 && (
          <Field label={t('writer')}>
            <Select
              className="w-full"
              value={generator}
              onChange={(event) => setGenerator(event.target.value as typeof generator)}
            >
              {usable.map((one) => (
                <option key={one.id} value={one.id}>
                  {generatorName(one)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <DialogActions>
          <Button onClick={closeNewMatrix}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" disabled={title.trim() === '' || busy}>
            {t('create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it holds
    <label className="flex flex-col gap-1">
      <span className="font-medium text-sm">{label}</span>
      {children}
    </label>
  );
}
