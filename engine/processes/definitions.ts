import { z } from 'zod';

/** Settings a process is started with; validated again on its side. */
export const processConfigs = {
  store: z.object({ dataDir: z.string() }),
  parser: z.object({}),
  inference: z.object({
    modelDirs: z.array(z.string()),
    modelsFile: z.string(),
    modelId: z.string(),
    device: z.enum(['cpu', 'webgpu', 'cuda']),
    threads: z.number().int().min(0),
    batchTokens: z.number().int().positive().optional(),
    /** The device or nothing: for trials. */
    strict: z.boolean().optional(),
  }),
  generator: z.object({ modelPath: z.string(), threads: z.number().int().min(1) }),
} as const;

export type ProcessName = keyof typeof processConfigs;
export type ProcessConfig<N extends ProcessName> = z.infer<(typeof processConfigs)[N]>;

export interface ProcessDefinition {
  name: ProcessName;
  /** Stopped after this long without a request, to give its memory back; 0: never. */
  idleStopMs: number;
  /** A request that says nothing (no event, no result) for this long is failed with `deadline_exceeded` and the process killed. */
  silenceMs: number;
  /** V8 heap limit. */
  maxHeapMb: number;
}

export const processDefinitions: Record<ProcessName, ProcessDefinition> = {
  store: { name: 'store', idleStopMs: 0, silenceMs: 120_000, maxHeapMb: 1024 },
  parser: { name: 'parser', idleStopMs: 60_000, silenceMs: 20_000, maxHeapMb: 768 },
  inference: { name: 'inference', idleStopMs: 300_000, silenceMs: 180_000, maxHeapMb: 1024 },
  generator: { name: 'generator', idleStopMs: 300_000, silenceMs: 180_000, maxHeapMb: 1024 },
};
