import { useTranslation } from 'react-i18next';
import { Tabs } from '../../../components/ui/Tabs.tsx';
import type { OpenPdf } from '../pdf/usePdf.ts';
import { Outline } from './Outline.tsx';
import { showTab, useStrip } from './stripStore.ts';
import { Thumbnails } from './Thumbnails.tsx';

/** Small pictures of the pages, and the document's table of contents. */
export function SideStrip({ opened }: { opened: OpenPdf }) {
  const { t } = useTranslation('reader');
  const { open, tab } = useStrip();
  if (!open) return null;
  return (
    <div className="w-48 shrink-0 border-r bg-panel">
      <Tabs
        value={tab}
        onChange={showTab}
        label={t('strip.label')}
        tabs={[
          { value: 'pages', text: t('strip.pages'), content: <Thumbnails opened={opened} /> },
          { value: 'outline', text: t('strip.outline'), content: <Outline pdf={opened.pdf} /> },
        ]}
      />
    </div>
  );
}
