import { AlertDialog as Radix } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { Button } from './Button.tsx';
import { useFocusBack } from './useFocusBack.ts';

interface Question {
  title: string;
  text: string;
  /** The verb on the button: “Delete 3 papers”. */
  action: string;
  danger?: boolean;
}

const useQuestion = create<{ question: Question | null; answer: (yes: boolean) => void }>(() => ({
  question: null,
  answer: () => undefined,
}));

/** Asks before something that cannot be taken back. Resolves to what the person chose. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    useQuestion.setState({
      question,
      answer: (yes) => {
        useQuestion.setState({ question: null });
        resolve(yes);
      },
    });
  });
}

/** Shows what `confirm` asks; stands once in the app. */
export function ConfirmDialog() {
  const { t } = useTranslation();
  const { question, answer } = useQuestion();
  const focusBack = useFocusBack(question !== null);
  return (
    <Radix.Root open={question !== null} onOpenChange={(open) => !open && answer(false)}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/35%)]" />
        <Radix.Content
          onCloseAutoFocus={focusBack}
          className="-translate-x-1/2 fixed top-[22vh] left-1/2 z-50 w-[min(92vw,420px)] rounded-lg border border-line bg-raised p-5 shadow-float"
        >
          <Radix.Title className="font-semibold text-lg">{question?.title}</Radix.Title>
          <Radix.Description className="mt-2 text-muted">{question?.text}</Radix.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{t('cancel')}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button variant={question?.danger ? 'danger' : 'primary'} onClick={() => answer(true)}>
                {question?.action}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
