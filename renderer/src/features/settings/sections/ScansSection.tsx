import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { LanguageStatus } from '../../../../../shared/api/routes/languageRoutes.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { Switch } from '../../../components/ui/fields.tsx';
import { Progress } from '../../../components/ui/Progress.tsx';
import { formatBytes } from '../../../i18n/format.ts';
import { cancelLanguage, downloadLanguage, type LanguageDownload, refreshLanguages, useLanguages } from '../languagesStore.ts';
import { Group, Row, Rows } from '../parts.tsx';
import { SwitchRow } from '../SwitchRow.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';

/** Whether scans are read, and in which languages. */
export function ScansSection() {
  const { t } = useTranslation('settings');
  const ocr = useSettings((state) => state.settings?.ocr);
  const languages = useLanguages((state) => state.languages);
  useEffect(() => void refreshLanguages(), []);
  if (!ocr || !languages) return null;
  return (
    <>
      <Group title={t('sections.scans')} text={t('scans.text')}>
        <Rows>
          <SwitchRow
            title={t('scans.on')}
            text={t('scans.onText')}
            checked={ocr.on}
            onChange={(on) => void changeSettings({ ocr: { ...ocr, on } })}
          />
        </Rows>
      </Group>
      <Group title={t('scans.languages')} text={t('scans.languagesText')}>
        <Rows>
          {languages.map((language) => (
            <LanguageRow key={language.code} language={language} />
          ))}
        </Rows>
      </Group>
    </>
  );
}

function LanguageRow({ language }: { language: LanguageStatus }) {
  const { t } = useTranslation(['settings', 'common']);
  const id = useId();
  const ocr = useSettings((state) => state.settings?.ocr);
  const download = useLanguages((state) => state.downloads[language.code]);
  if (!ocr) return null;
  const { code, title } = language;
  const used = ocr.languages.includes(code);
  const use = (on: boolean) => {
    const others = ocr.languages.filter((one) => one !== code);
    void changeSettings({ ocr: { ...ocr, languages: on ? [...others, code] : others } });
  };
  const running = download?.state === 'running';
  return (
    <Row id={id} title={title} text={formatBytes(language.sizeBytes)} below={download && <State {...{ language, download }} />}>
      {language.installed && (
        <Switch
          aria-labelledby={id}
          checked={used}
          // Without any language nothing could be read: that is what the switch above is for.
          disabled={!ocr.on || (used && ocr.languages.length === 1)}
          onCheckedChange={use}
        />
      )}
      {!language.installed && !running && (
        <Button
          size="sm"
          aria-label={t('scans.downloadName', { title })}
          onClick={async () => {
            if (await downloadLanguage(code)) use(true);
          }}
        >
          {t(download ? 'common:retry' : 'scans.download')}
        </Button>
      )}
      {running && (
        <Button size="sm" aria-label={t('scans.cancelName', { title })} onClick={() => cancelLanguage(code)}>
          {t('common:cancel')}
        </Button>
      )}
    </Row>
  );
}

function State({ language, download }: { language: LanguageStatus; download: LanguageDownload }) {
  const { t } = useTranslation('settings');
  if (download.state === 'failed')
    return (
      <p role="alert" className="mt-1.5 text-bad text-sm">
        {t('scans.failed', download)}
      </p>
    );
  return <Progress className="mt-2" fraction={download.bytes / language.sizeBytes} label={t('scans.progress', language)} />;
}
