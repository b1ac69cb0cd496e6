import { FileWarning, FileX, LockKeyhole } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hub } from '../../api/windowHub.ts';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { Input } from '../../components/ui/fields.tsx';
import { Progress } from '../../components/ui/Progress.tsx';
import { told } from '../../components/ui/Toasts.tsx';

/** Most PDFs open at once; only for one that does not is anything said. */
const patience = 300;

export function Opening({ fraction }: { fraction: number | null }) {
  const { t } = useTranslation('reader');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3">
      <p className="text-muted">{t('opening')}</p>
      <Progress fraction={fraction} label={t('opening')} className="w-56 bg-line" />
    </div>
  );
}

export function Problem(props: { documentId: string; problem: 'missing' | 'damaged'; onRetry(): void }) {
  const { t } = useTranslation('reader');
  const { documentId: id, problem, onRetry } = props;
  return (
    <div role="alert" className="min-h-0 flex-1">
      <EmptyState
        icon={problem === 'missing' ? FileX : FileWarning}
        title={t(`problem.${problem}.title`)}
        text={t(`problem.${problem}.text`)}
      >
        <Button onClick={onRetry}>{t('problem.retry')}</Button>
        {problem === 'damaged' && (
          <Button onClick={() => void told(() => hub.host('host.revealDocument', { id }))}>{t('problem.reveal')}</Button>
        )}
      </EmptyState>
    </div>
  );
}

export function Locked({ wrong, onPassword }: { wrong: boolean; onPassword(password: string): void }) {
  const { t } = useTranslation('reader');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) onPassword(password);
  };
  return (
    <div className="min-h-0 flex-1">
      <EmptyState icon={LockKeyhole} title={t('locked.title')} text={t('locked.text')}>
        <form onSubmit={submit} className="flex flex-col gap-2">
          <div className="flex gap-2">
            <Input
              ref={field}
              type="password"
              aria-label={t('locked.password')}
              aria-invalid={wrong}
              aria-describedby={wrong ? 'password-wrong' : undefined}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <Button type="submit" variant="primary" disabled={!password}>
              {t('locked.open')}
            </Button>
          </div>
          {wrong && (
            <p id="password-wrong" role="alert" className="text-bad text-sm">
              {t('locked.wrong')}
            </p>
          )}
        </form>
      </EmptyState>
    </div>
  );
}
