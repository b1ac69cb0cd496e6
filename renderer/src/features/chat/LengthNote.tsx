import { useTranslation } from 'react-i18next';
import { longestQuestion } from '../../../../shared/domain/conversation.ts';

/** Says that a question is too long to be asked; what was written stays. */
export function LengthNote({ length }: { length: number }) {
  const { t } = useTranslation('chat');
  if (length <= longestQuestion) return null;
  return (
    <span role="status" className="text-bad text-xs">
      {t('tooLong', { length, most: longestQuestion })}
    </span>
  );
}
