import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostRouteOutput } from '../../../../../shared/api/desktop.ts';
import type { LibraryStatus } from '../../../../../shared/domain/library.ts';
import { hub } from '../../../api/windowHub.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { formatBytes } from '../../../i18n/format.ts';
import { showFirstRun } from '../../firstRun/firstRunStore.ts';
import { Group, Row, Rows } from '../parts.tsx';
import { SwitchRow } from '../SwitchRow.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';

export function LibrarySection() {
  const { t } = useTranslation('settings');
  const [about, setAbout] = useState<HostRouteOutput<'host.about'> | null>(null);
  const [status, setStatus] = useState<LibraryStatus | null>(null);
  const stayAwake = useSettings((state) => state.settings?.stayAwake ?? true);
  useEffect(() => {
    void told(async () => setStatus(await hub.request('library.status', {})));
    void told(async () => setAbout(await hub.host('host.about', {})));
  }, []);
  return (
    <>
      <Group title={t('sections.library')}>
        <Rows>
          <Row title={t('library.papers')} text={status ? <Counts status={status} /> : t('library.measuring')} />
          <Row title={t('library.size')} text={about ? formatBytes(about.dataBytes) : t('library.measuring')} />
          <Row title={t('library.folder')} text={about?.dataDir ?? t('library.measuring')}>
            <Button size="sm" onClick={() => void told(() => hub.host('host.openFolder', { folder: 'data' }))}>
              {t('library.openFolder')}
            </Button>
          </Row>
        </Rows>
        <p className="mt-2 text-muted text-sm">{t('library.backup')}</p>
      </Group>
      <Group title={t('library.behaviour')}>
        <Rows>
          <SwitchRow
            title={t('library.stayAwake')}
            text={t('library.stayAwakeText')}
            checked={stayAwake}
            onChange={(checked) => void changeSettings({ stayAwake: checked })}
          />
          <Row title={t('library.introduction')} text={t('library.introductionText')}>
            <Button size="sm" onClick={showFirstRun}>
              {t('library.showIntroduction')}
            </Button>
          </Row>
        </Rows>
      </Group>
    </>
  );
}

function Counts({ status }: { status: LibraryStatus }) {
  const { t } = useTranslation('settings');
  const papers = Object.values(status.documents).reduce((sum, count) => sum + count, 0);
  const parts = [t('library.papersCount', { count: papers }), t('library.pagesCount', { count: status.pages })];
  if (status.trashed > 0) parts.push(t('library.trashed', { count: status.trashed }));
  return parts.join(' · ');
}
