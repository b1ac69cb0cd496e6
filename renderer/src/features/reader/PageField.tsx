import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Input } from '../../components/ui/fields.tsx';
import { pageFor } from './pageFor.ts';
import { usePageView } from './pdf/viewState.ts';

/** The page in view, by its printed label; takes a label or a number. */
export function PageField() {
  const label = usePageView(({ page, labels }) => labels?.[page - 1] || String(page));
  return <Field key={label} label={label} />;
}

function Field({ label }: { label: string }) {
  const { t } = useTranslation('reader');
  const { surface, page, pages, labels } = usePageView();
  const [text, setText] = useState(label);
  const go = (event: FormEvent) => {
    event.preventDefault();
    const wanted = pageFor(text, pages, labels);
    if (wanted === null) setText(label);
    else surface?.jumpToPage(wanted);
  };
  return (
    <form onSubmit={go} className="flex items-center gap-1.5">
      <Input
        aria-label={t('page')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setText(label)}
        className="h-7 w-12 px-1 text-center"
      />
      <span className="whitespace-nowrap text-muted">{labels ? t('pageOfPages', { page, pages }) : t('ofPages', { pages })}</span>
    </form>
  );
}
