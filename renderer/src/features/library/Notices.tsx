import { IconButton } from '../../components/IconButton.tsx';
import { strings } from '../../strings.ts';
import { dismiss, dismissAll, useNotices } from './actions.ts';

const shownAtOnce = 3;

export function Notices() {
  const notices = useNotices((state) => state.notices);
  const hidden = notices.length - shownAtOnce;
  return (
    <div className="notices" role="status">
      {notices.slice(-shownAtOnce).map(({ id, tone, text, undo }) => (
        <div key={id} className={`notice ${tone}`}>
          <p>{text}</p>
          {undo && (
            <button
              type="button"
              className="button small"
              onClick={() => {
                undo();
                dismiss(id);
              }}
            >
              {strings.library.undo}
            </button>
          )}
          <IconButton icon="close" label={strings.library.dismiss} onClick={() => dismiss(id)} />
        </div>
      ))}
      {hidden > 0 && (
        <div className="notice info">
          <p className="muted">{strings.library.moreNotices(hidden)}</p>
          <IconButton icon="close" label={strings.library.dismiss} onClick={dismissAll} />
        </div>
      )}
    </div>
  );
}
