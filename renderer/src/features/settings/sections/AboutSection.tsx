import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostRouteOutput } from '../../../../../shared/api/desktop.ts';
import { hub } from '../../../api/windowHub.ts';
import { told } from '../../../components/ui/Toasts.tsx';
import { Group, Row, Rows } from '../parts.tsx';

export function AboutSection() {
  const { t } = useTranslation(['settings', 'common']);
  const [about, setAbout] = useState<HostRouteOutput<'host.about'> | null>(null);
  useEffect(() => void told(async () => setAbout(await hub.host('host.about', {}))), []);
  return (
    <Group title={t('common:appName')} text={t('about.text')}>
      <Rows>
        <Row title={t('about.version')} text={about?.version} />
        <Row title={t('about.electron')} text={about?.electron} />
        <Row title={t('about.platform')} text={about?.platform} />
        <Row title={t('about.licence')} text={t('about.licenceName')} />
      </Rows>
    </Group>
  );
}
