import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { commandsWithKeys, shortcutsOf } from '../../app/commands.ts';
import { Kbd } from '../../components/ui/Kbd.tsx';

/** Every command that has a key. */
export function ShortcutTable() {
  const { t } = useTranslation('commands');
  return (
    <table className="w-full text-sm">
      <thead className="sr-only">
        <tr>
          <th>{t('command')}</th>
          <th>{t('keys')}</th>
        </tr>
      </thead>
      <tbody>
        {commandsWithKeys.map((command) => (
          <tr key={command} className="border-b last:border-0">
            <td className="py-1.5">{t(`names.${command}`)}</td>
            <td className="py-1.5 text-right">
              {shortcutsOf(command).map((keys, index) => (
                <Fragment key={keys}>
                  {index > 0 && <span className="mx-1.5 text-muted">{t('or')}</span>}
                  <Keys keys={keys} />
                </Fragment>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `Ctrl+N` as two keys, and so `Ctrl++`; a Mac writes them without a plus. */
function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keys.split(/\+(?=.)/).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
