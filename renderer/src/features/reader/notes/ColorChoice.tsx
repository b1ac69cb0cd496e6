import { useTranslation } from 'react-i18next';
import { type HighlightColor, highlightColors } from '../../../../../shared/domain/annotation.ts';
import { cn } from '../../../components/ui/cn.ts';
import { markGround } from '../marks/Marks.tsx';

export function ColorChoice({ color, onColor }: { color: HighlightColor; onColor(color: HighlightColor): void }) {
  const { t } = useTranslation('reader');
  return (
    <fieldset aria-label={t('notes.color')} className="flex gap-1">
      {highlightColors.map((one) => (
        <button
          key={one}
          type="button"
          aria-label={t(`colors.${one}`)}
          aria-pressed={one === color}
          onClick={() => onColor(one)}
          className={cn('flex size-6 items-center justify-center rounded-md hover:bg-hover', one === color && 'bg-hover')}
        >
          <span
            className={cn('size-4 rounded-full border', one === color ? 'border-ink' : 'border-line-strong', markGround[one])}
          />
        </button>
      ))}
    </fieldset>
  );
}
