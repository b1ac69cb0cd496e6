import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UpdateState } from '../../../../../shared/api/desktop.ts';
import { hub } from '../../../api/windowHub.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { Progress } from '../../../components/ui/Progress.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { t as translate } from '../../../i18n/i18n.ts';
import { Group, Row, Rows } from '../parts.tsx';
import { SwitchRow } from '../SwitchRow.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';
import { checkForUpdates, installUpdate, useUpdates } from '../updatesStore.ts';

export function UpdatesSection() {
  const { t } = useTranslation('settings');
  const updates = useUpdates((state) => state.updates);
  const auto = useSettings((state) => state.settings?.updates ?? false);
  const [version, setVersion] = useState('');
  useEffect(() => void told(async () => setVersion((await hub.host('host.about', {})).version)), []);
  if (!updates) return null;
  const supported = updates.state !== 'unsupported';
  return (
    <Group title={t('sections.updates')}>
      <Rows>
        <Row
          title={t('updates.version', { version })}
          text={<span aria-live="polite">{words(updates)}</span>}
          below={<Percent updates={updates} />}
        >
          <Action updates={updates} />
        </Row>
        {supported && (
          <SwitchRow
            title={t('updates.auto')}
            text={t('updates.autoText')}
            checked={auto}
            onChange={(checked) => void changeSettings({ updates: checked })}
          />
        )}
      </Rows>
    </Group>
  );
}

function Action({ updates: { state } }: { updates: UpdateState }) {
  const { t } = useTranslation('settings');
  if (state === 'unsupported' || state === 'downloading') return null;
  if (state === 'ready')
    return (
      <Button variant="primary" size="sm" onClick={() => void installUpdate()}>
        {t('updates.install')}
      </Button>
    );
  return (
    <Button size="sm" disabled={state === 'checking'} onClick={() => void checkForUpdates()}>
      {t('updates.check')}
    </Button>
  );
}

function Percent({ updates }: { updates: UpdateState }) {
  if (updates.state !== 'downloading') return null;
  return <Progress className="mt-2" fraction={updates.percent / 100} label={words(updates)} />;
}

function words(updates: UpdateState): string {
  const t = translate;
  if (updates.state === 'unsupported') return updates.reason || t('settings:updates.unsupported');
  if (updates.state === 'checking') return t('settings:updates.checking');
  if (updates.state === 'downloading') return t('settings:updates.downloading', updates);
  if (updates.state === 'ready') return `${t('settings:updates.ready', updates)} ${t('settings:updates.readyText')}`;
  if (updates.state === 'failed') return t('settings:updates.failed', updates);
  if (updates.checkedAt === null) return t('settings:updates.never');
  return t('settings:updates.checked', {
    date: new Date(updates.checkedAt).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }),
  });
}
