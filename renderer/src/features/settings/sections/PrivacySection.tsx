import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/Button.tsx';
import { Group, Row, Rows } from '../parts.tsx';
import { SwitchRow } from '../SwitchRow.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';
import { useUpdates } from '../updatesStore.ts';
import { removeEndpoint } from './endpointEntry.ts';
import { LookupsRow } from './LookupsRow.tsx';

/** Everything that can leave this machine, with what switches it off. */
export function PrivacySection() {
  const { t } = useTranslation('settings');
  const updates = useSettings((state) => state.settings?.updates ?? false);
  const supported = useUpdates((state) => state.updates?.state !== 'unsupported');
  return (
    <Group title={t('sections.privacy')} text={t('privacy.text')}>
      <Rows>
        <Row title={t('privacy.papers')} text={t('privacy.papersText')}>
          <Verdict>{t('privacy.nothing')}</Verdict>
        </Row>
        <Answers />
        <LookupsRow />
        <Row title={t('privacy.downloads')} text={t('privacy.downloadsText')}>
          <Verdict>{t('privacy.onRequest')}</Verdict>
        </Row>
        <SwitchRow
          title={t('privacy.updates')}
          text={t(supported ? 'privacy.updatesText' : 'updates.unsupported')}
          checked={updates && supported}
          disabled={!supported}
          onChange={(checked) => void changeSettings({ updates: checked })}
        />
        <Row title={t('privacy.links')} text={t('privacy.linksText')}>
          <Verdict>{t('privacy.onRequest')}</Verdict>
        </Row>
      </Rows>
    </Group>
  );
}

/** What an endpoint gets: nothing without one, and nothing leaves where it runs here. */
function Answers() {
  const { t } = useTranslation('settings');
  const baseUrl = useSettings((state) => state.settings?.endpoint?.baseUrl);
  const url = baseUrl ? URL.parse(baseUrl) : null;
  if (!url)
    return (
      <Row title={t('privacy.answers')} text={t('privacy.answersOff')}>
        <Verdict>{t('privacy.nothing')}</Verdict>
      </Row>
    );
  const here = isThisMachine(url.hostname);
  const { host } = url;
  return (
    <Row title={t('privacy.answers')} text={t(here ? 'privacy.answersLocalText' : 'privacy.answersRemoteText', { host })}>
      {here ? (
        <Verdict>{t('privacy.nothing')}</Verdict>
      ) : (
        <span className="text-sm text-warning">{t('privacy.answersRemote', { host })}</span>
      )}
      <Button size="sm" onClick={() => void removeEndpoint()}>
        {t('privacy.removeEndpoint')}
      </Button>
    </Row>
  );
}

function Verdict({ children }: { children: string }) {
  return <span className="text-good text-sm">{children}</span>;
}

const isThisMachine = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
