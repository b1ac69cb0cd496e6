import { FolderOpen, type LucideIcon, MessageSquareQuote, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';

/** What this is, where papers are kept, and what leaves the machine. */
export function WelcomeStep() {
  const { t } = useTranslation('firstRun');
  const [folder, setFolder] = useState('…');
  useEffect(() => void told(async () => setFolder((await hub.host('host.about', {})).dataDir)), []);
  return (
    <div className="flex flex-col gap-6 py-2">
      <Fact icon={MessageSquareQuote} title={t('welcome.ask')} text={t('welcome.askText')} />
      <Fact icon={FolderOpen} title={t('welcome.kept')} text={t('welcome.keptText', { folder })} />
      <Fact icon={ShieldCheck} title={t('welcome.privacy')} text={t('welcome.privacyText')} />
    </div>
  );
}

function Fact({ icon: Icon, title, text }: { icon: LucideIcon; title: string; text: string }) {
  return (
    <div className="flex gap-3">
      <Icon size={22} strokeWidth={1.5} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">
        <h3 className="font-semibold">{title}</h3>
        <p className="selectable break-words text-muted">{text}</p>
      </div>
    </div>
  );
}
