import { useState } from 'react';
import { hub } from '../../../api/windowHub.ts';
import { toast, told } from '../../../components/ui/Toasts.tsx';
import { t } from '../../../i18n/i18n.ts';
import { refreshModels } from '../modelsStore.ts';
import { changeSettings } from '../settingsStore.ts';

export interface EndpointFields {
  baseUrl: string;
  model: string;
  /** Empty: the kept key stays. */
  key: string;
}
export const emptyFields: EndpointFields = { baseUrl: '', model: '', key: '' };

/** What the last test said about the fields as they are; `choose`: the server is fine, a model is to be named. */
export type Outcome = { state: 'choose' } | { state: 'failed'; message: string };

const isAddress = (text: string) => ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');

/** The endpoint being entered: its fields, the test, and keeping it. */
export function useEndpoint(initial: EndpointFields) {
  const [fields, setFields] = useState(initial);
  const [offered, setOffered] = useState<readonly string[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);

  const change = (changed: Partial<EndpointFields>) => {
    setFields({ ...fields, ...changed });
    setOutcome(null);
    // Another server offers other models.
    if (changed.baseUrl !== undefined) setOffered([]);
  };
  const trimmed = { baseUrl: fields.baseUrl.trim(), model: fields.model.trim() };
  const key = fields.key.trim();

  const keep = (model: string, message: string) =>
    keepEndpoint({ endpoint: { ...trimmed, model }, ...(key ? { endpointKey: key } : {}) }, message).then((kept) => {
      if (kept) setFields({ baseUrl: trimmed.baseUrl, model, key: '' });
    });

  const test = async () => {
    if (!isAddress(trimmed.baseUrl)) return setOutcome({ state: 'failed', message: t('settings:endpoint.badAddress') });
    setBusy(true);
    setOutcome(null);
    await told(async () => {
      const tested = await hub.host('settings.testEndpoint', { ...trimmed, ...(key ? { key } : {}) });
      setOffered(tested.models);
      if (!tested.ok) return setOutcome({ state: 'failed', message: tested.message });
      const model = trimmed.model || (tested.models.length === 1 ? (tested.models[0] as string) : '');
      if (model === '') return setOutcome({ state: 'choose' });
      await keep(model, t('settings:endpoint.kept', { message: tested.message }));
    });
    setBusy(false);
  };

  return {
    fields,
    change,
    offered,
    outcome,
    busy,
    test,
    keepAnyway: () => keep(trimmed.model, t('settings:endpoint.keptUntested')),
    /** Whether it can be kept as it is, test or not. */
    complete: isAddress(trimmed.baseUrl) && trimmed.model !== '',
    forgetKey: () => changeSettings({ endpointKey: null }),
    remove: removeEndpoint,
  };
}
export type EndpointEntry = ReturnType<typeof useEndpoint>;

/** Forgets the endpoint with its key. Answers it would have written are made of sentences from then on. */
export async function removeEndpoint(): Promise<void> {
  await changeSettings({ endpoint: null, endpointKey: null, generator: 'evidence' });
  await refreshModels();
}

async function keepEndpoint(change: Parameters<typeof changeSettings>[0], message: string): Promise<boolean> {
  if (!(await changeSettings(change))) return false;
  await refreshModels();
  toast(message, { action: { text: t('settings:models.useIt'), run: () => void changeSettings({ generator: 'openai' }) } });
  return true;
}
