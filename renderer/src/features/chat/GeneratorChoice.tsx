import { ChevronDown, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { Menu, type MenuItem } from '../../components/ui/Menu.tsx';
import { openSettings } from '../settings/sections.ts';
import { chooseGenerator, generatorName, refreshGenerators, useGenerators } from './generators.ts';

/** What writes the answers. One that cannot be used says why and leads to the settings. */
export function GeneratorChoice() {
  const { t } = useTranslation('chat');
  const { generators, chosen } = useGenerators();
  const usable: MenuItem[] = generators
    .filter(({ unavailable }) => unavailable === null)
    .map((generator) => ({
      text: generatorName(generator),
      checked: generator.id === chosen,
      onSelect: () => chooseGenerator(generator.id),
    }));
  const missing = generators
    .filter(({ unavailable }) => unavailable !== null)
    .flatMap(({ id, unavailable }): MenuItem[] => [
      { type: 'separator' },
      { type: 'label', text: `${t(`generators.${id}`)}: ${unavailable}` },
      { text: t(`setUp.${id as 'local' | 'openai'}`), onSelect: () => openSettings('models') },
    ]);
  const broken = generators.find(({ id }) => id === chosen)?.unavailable ?? null;
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          size="sm"
          className="min-w-0 shrink font-normal text-muted"
          aria-label={t('answerWith', { name: t(`generators.${chosen}`) })}
          title={broken ?? t('answerWith', { name: t(`generators.${chosen}`) })}
          onFocus={refreshGenerators}
        >
          {broken && <TriangleAlert size={14} aria-hidden="true" className="text-warning" />}
          <span className="truncate">{t(`generators.${chosen}`)}</span>
          <ChevronDown size={14} aria-hidden="true" className="shrink-0" />
        </Button>
      }
      items={[{ type: 'label', text: t('answerWithLabel') }, ...usable, ...missing]}
    />
  );
}
