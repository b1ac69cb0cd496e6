import { Braces, Copy, Download, FileText, Quote, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/ui/Button.tsx';
import { Menu, type MenuItem } from '../../components/ui/Menu.tsx';
import { told } from '../../components/ui/Toasts.tsx';
import { answerMarkdown } from './answerMarkdown.ts';
import { copyText, exportAnswer } from './chatActions.ts';
import { generatorName, useGenerators } from './generators.ts';
import { useRunning } from './threads.ts';
import { tryAgain } from './turnActions.ts';
import type { ShownTurn } from './turns.ts';

/** What can be done with an answer, what wrote it, and how long that took. */
export function TurnActions({ turn }: { turn: ShownTurn }) {
  const { t } = useTranslation('chat');
  const busy = useRunning(turn.conversationId);
  const generators = useGenerators((state) => state.generators);
  const others: MenuItem[] = generators
    .filter(({ unavailable }) => unavailable === null)
    .map((generator) => ({ text: generatorName(generator), onSelect: () => tryAgain(turn, generator.id) }));
  const { answer } = turn;
  const exports = Object.keys(formats) as (keyof typeof formats)[];
  const files: MenuItem[] = exports
    .filter((format) => answer?.answered || format === 'bundle')
    .map((format) => ({ text: t(`exportAs.${format}`), icon: formats[format], onSelect: () => void exportAnswer(turn, format) }));
  const name = t(`generators.${turn.generator}`);
  return (
    <footer className="-ml-1.5 flex items-center gap-0.5 text-muted">
      {answer?.answered && (
        <IconButton icon={Copy} label={t('copyAnswer')} onClick={() => void told(() => copyText(answerMarkdown(turn)))} />
      )}
      <Menu
        trigger={<IconButton icon={Download} label={t('exportAnswer')} />}
        items={[{ type: 'label', text: t('exportAnswer') }, ...files]}
      />
      <Menu
        trigger={<IconButton icon={RefreshCw} label={t('tryAgain')} disabled={busy} />}
        items={[{ type: 'label', text: t('tryAgainWith') }, ...others]}
      />
      <p className="ml-auto truncate text-xs">{answer ? t('writtenIn', { name, time: timeOf(answer.ms.total) }) : name}</p>
    </footer>
  );
}

const formats = { markdown: FileText, bibtex: Quote, bundle: Braces } as const;

const seconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'second', maximumFractionDigits: 1 });

function timeOf(ms: number): string {
  return seconds.format(ms < 100 ? 0.1 : ms / 1000);
}
