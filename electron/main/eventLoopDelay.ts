import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from '../../engine/ports/Logger.ts';

/** The histogram holds the time between two ticks: this long when nothing is late. */
const tickMs = 10;

/** Logs how late the main process's event loop runs, every `everyMs` and at the end. Returns the way to stop. */
export function measureEventLoopDelay(log: Logger, everyMs = 5000): () => void {
  const delay = monitorEventLoopDelay({ resolution: tickMs });
  const report = () => {
    const ms = (nanoseconds: number) => Math.max(0, Math.round((nanoseconds / 1e6 - tickMs) * 100) / 100);
    const { p50, p99, max } = { p50: delay.percentile(50), p99: delay.percentile(99), max: delay.max };
    log.info({ p50Ms: ms(p50), p99Ms: ms(p99), maxMs: ms(max), samples: delay.count }, 'main event loop delay');
  };
  delay.enable();
  const timer = setInterval(report, everyMs);
  return () => {
    clearInterval(timer);
    delay.disable();
    report();
  };
}
