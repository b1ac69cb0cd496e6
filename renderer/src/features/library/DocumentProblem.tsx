import { type FormEvent, useState } from 'react';
import type { Document, DocumentError } from '../../../../shared/domain/document.ts';
import { strings } from '../../strings.ts';
import { retry } from './actions.ts';

const passwordCodes = ['pdf_password_needed', 'pdf_password_wrong'];

/** What happened to a paper that is not (wholly) readable, and what to do about it. */
export function DocumentProblem({ document, error, tabIndex }: { document: Document; error: DocumentError; tabIndex: number }) {
  const pages = error.pages?.length ? ` ${strings.status.pagesConcerned(error.pages)}` : '';
  const locked = passwordCodes.includes(error.code);
  return (
    <div className={document.status === 'failed' ? 'problem bad' : 'problem warning'}>
      <p>
        {error.message}
        {pages}
        {!locked && <span className="muted"> {error.action}</span>}
      </p>
      {locked ? (
        <PasswordForm id={document.id} tabIndex={tabIndex} />
      ) : (
        <button type="button" className="button small" tabIndex={tabIndex} onClick={() => void retry(document.id)}>
          {strings.library.retry}
        </button>
      )}
    </div>
  );
}

function PasswordForm({ id, tabIndex }: { id: string; tabIndex: number }) {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password) void retry(id, password);
  };
  return (
    <form className="password" onSubmit={submit}>
      <input
        type="password"
        aria-label={strings.library.password}
        placeholder={strings.library.password}
        autoComplete="off"
        tabIndex={tabIndex}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <button type="submit" className="button small" tabIndex={tabIndex}>
        {strings.library.unlock}
      </button>
    </form>
  );
}
