import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { Button } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';
import { Input } from './fields.tsx';

interface Question {
  title: string;
  value: string;
  answer(name: string | null): void;
}

const useQuestion = create<{ question: Question | null }>(() => ({ question: null }));

/** Asks for a name; null when the person thought better of it. */
export function askName(title: string, value = ''): Promise<string | null> {
  return new Promise((resolve) => {
    const answer = (name: string | null) => {
      useQuestion.setState({ question: null });
      resolve(name);
    };
    useQuestion.setState({ question: { title, value, answer } });
  });
}

/** Shows what `askName` asks; stands once in the app. */
export function NameDialog() {
  const question = useQuestion((state) => state.question);
  return question && <NameForm {...question} />;
}

function NameForm({ title, value, answer }: Question) {
  const { t } = useTranslation();
  const [name, setName] = useState(value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) answer(name.trim());
  };
  return (
    <Dialog open onOpenChange={(open) => !open && answer(null)} title={title}>
      <form onSubmit={submit}>
        <Input aria-label={t('name')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        <DialogActions>
          <Button onClick={() => answer(null)}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!name.trim()}>
            {t('ok')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
