import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document, DocumentError } from '../../../../shared/domain/document.ts';
import { Button } from '../../components/ui/Button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Input } from '../../components/ui/fields.tsx';
import { choosePdfs } from './addPapers.ts';
import { retry } from './documentActions.ts';

const passwordCodes = ['pdf_password_needed', 'pdf_password_wrong'];
/** The file itself is at fault: to read it again comes to the same. */
const fileCodes = [
  'not_a_pdf',
  'file_empty',
  'pdf_corrupt',
  'pdf_unsupported',
  'pdf_no_pages',
  'pdf_too_many_pages',
  'pdf_recovered',
];
const pagesNamed = 8;

/** What happened to a paper that is not (wholly) readable, and what to do about it. */
export function DocumentProblem({ document, error }: { document: Document; error: DocumentError }) {
  const { t } = useTranslation('library');
  const locked = passwordCodes.includes(error.code);
  return (
    <div
      className={cn(
        'selectable flex flex-col items-start gap-2 rounded-md p-3 text-sm',
        document.status === 'failed' ? 'bg-bad-ground' : 'bg-warning-ground',
      )}
    >
      <p>
        {error.message} {error.pages?.length ? pagesOf(error.pages, t) : ''} {locked ? '' : error.action}
      </p>
      {locked ? (
        <PasswordForm id={document.id} />
      ) : fileCodes.includes(error.code) ? (
        <Button size="sm" onClick={() => void choosePdfs()}>
          {t('addCopy')}
        </Button>
      ) : (
        <Button size="sm" onClick={() => void retry([document.id])}>
          {t('menu.retry')}
        </Button>
      )}
    </div>
  );
}

function pagesOf(pages: number[], t: ReturnType<typeof useTranslation<'library'>>['t']): string {
  const named = pages.slice(0, pagesNamed).join(', ');
  const more = pages.length - pagesNamed;
  return t('pagesConcerned', { count: pages.length, pages: more > 0 ? t('pagesMore', { pages: named, more }) : named });
}

function PasswordForm({ id }: { id: string }) {
  const { t } = useTranslation('library');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) void retry([id], password);
  };
  return (
    <form className="flex w-full gap-2" onSubmit={submit}>
      <Input
        type="password"
        aria-label={t('password')}
        placeholder={t('password')}
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        className="h-7"
      />
      <Button type="submit" size="sm">
        {t('unlock')}
      </Button>
    </form>
  );
}
