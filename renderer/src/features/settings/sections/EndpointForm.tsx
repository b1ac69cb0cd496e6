import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/Button.tsx';
import { Input } from '../../../components/ui/fields.tsx';
import { useSettings } from '../settingsStore.ts';
import { EndpointOutcome } from './EndpointOutcome.tsx';
import { type EndpointFields, emptyFields, useEndpoint } from './endpointEntry.ts';
import { ModelField } from './ModelField.tsx';

/** An OpenAI-compatible server: entered, tested, then kept. */
export function EndpointForm() {
  const settings = useSettings((state) => state.settings);
  if (!settings) return null;
  const { endpoint } = settings;
  // Another endpoint kept, or none: the form begins anew with it.
  return (
    <Form
      key={JSON.stringify(endpoint)}
      kept={endpoint ? { ...emptyFields, ...endpoint } : null}
      hasKey={settings.endpointHasKey}
      keyHint={settings.keyOutlivesRun ? 'endpoint.keyHint' : 'endpoint.keyHintRun'}
    />
  );
}

type KeyHint = 'endpoint.keyHint' | 'endpoint.keyHintRun';

function Form({ kept, hasKey, keyHint }: { kept: EndpointFields | null; hasKey: boolean; keyHint: KeyHint }) {
  const { t } = useTranslation('settings');
  const entry = useEndpoint(kept ?? emptyFields);
  const { fields, change, busy } = entry;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void entry.test();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 rounded-lg border border-line bg-panel p-3">
      <Field label={t('endpoint.baseUrl')} hint={t('endpoint.baseUrlHint')}>
        {(ids) => (
          <Input
            {...ids}
            type="url"
            spellCheck={false}
            value={fields.baseUrl}
            onChange={(e) => change({ baseUrl: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('endpoint.model')} hint={t('endpoint.modelHint')}>
        {(ids) => <ModelField {...ids} value={fields.model} offered={entry.offered} onChange={(model) => change({ model })} />}
      </Field>
      <Field label={t('endpoint.key')} hint={t(keyHint)}>
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="off"
            value={fields.key}
            placeholder={hasKey ? t('endpoint.keyKept') : ''}
            onChange={(e) => change({ key: e.target.value })}
          />
        )}
      </Field>
      <EndpointOutcome entry={entry} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={busy || fields.baseUrl.trim() === ''}>
          {t(busy ? 'endpoint.testing' : 'endpoint.test')}
        </Button>
        {hasKey && <Button onClick={() => void entry.forgetKey()}>{t('endpoint.forgetKey')}</Button>}
        {kept && <Button onClick={() => void entry.remove()}>{t('endpoint.remove')}</Button>}
      </div>
    </form>
  );
}

function Field(props: { label: string; hint: string; children(ids: { id: string; 'aria-describedby': string }): ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="font-medium text-sm">
        {props.label}
      </label>
      <div className="mt-1">{props.children({ id, 'aria-describedby': `${id}-hint` })}</div>
      <p id={`${id}-hint`} className="mt-0.5 text-muted text-xs">
        {props.hint}
      </p>
    </div>
  );
}
