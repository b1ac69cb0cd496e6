import { Icon } from '../../components/Icon.tsx';
import { strings } from '../../strings.ts';
import { setPaused, useLibrary } from './libraryStore.ts';

/** What the library is busy with as a whole; gone when it is not. */
export function QueueStrip() {
  const queue = useLibrary((state) => state.status?.queue);
  if (!queue || (queue.queued + queue.running === 0 && !queue.paused)) return null;
  const { queued, running, paused, etaMs } = queue;
  return (
    <section className="queue" aria-label={strings.queue.title}>
      <span>{paused ? strings.queue.paused(queued + running) : strings.queue.toGo(queued + running)}</span>
      {!paused && etaMs !== null && <span className="muted">{strings.library.left(etaMs)}</span>}
      <button type="button" className="button small end" onClick={() => void setPaused(!paused)}>
        <Icon name={paused ? 'resume' : 'pause'} size={12} /> {paused ? strings.queue.resume : strings.queue.pause}
      </button>
    </section>
  );
}
