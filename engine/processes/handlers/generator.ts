import { LlamaGenerator } from '../../adapters/models/LlamaGenerator.ts';
import { generateInputSchema } from '../generatorProtocol.ts';
import type { Call, HandlerFactory } from '../serve.ts';

/** Reading a long prompt takes minutes on a slow machine, and the supervisor ends a process that says nothing. */
const aliveEveryMs = 30_000;

/** The generator process: one language model. `generate` emits the text as it is written. */
export const generatorHandlers: HandlerFactory<'generator'> = ({ modelPath, threads }, log) => {
  const generator = new LlamaGenerator({ modelPath, threads, log });
  return {
    generate: async (input: unknown, call: Call) => {
      const alive = setInterval(() => call.emit({}), aliveEveryMs);
      try {
        const request = generateInputSchema.parse(input);
        return await generator.generate(request, { signal: call.signal, onDelta: (delta) => call.emit({ delta }) });
      } finally {
        clearInterval(alive);
      }
    },
  };
};
