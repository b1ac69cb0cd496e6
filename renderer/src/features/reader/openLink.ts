import { hub } from '../../api/windowHub.ts';
import { confirm } from '../../components/ui/Confirm.tsx';
import { told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';

/** Opens a link of a paper in the system's browser, once the person has seen where it leads. */
export async function openLink(url: string): Promise<void> {
  const yes = await confirm({ title: t('reader:link.title'), text: url, action: t('reader:link.open') });
  if (yes) await told(() => hub.host('host.openLink', { url }));
}
