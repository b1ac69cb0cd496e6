import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from '../../engine/ports/Logger.ts';

/** Logs how late the main process's event loop runs, every `everyMs` and at the end. Returns the way to stop. */
export function measureEventLoopDelay(log: Logger, everyMs = 5000): () => void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  const report = () => {
    const ms = (nanoseconds: number) => Math.round(nanoseconds / 1e4) / 100;
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
