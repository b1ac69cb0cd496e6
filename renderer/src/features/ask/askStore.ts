import { create } from 'zustand';
import { type Answer, type GeneratorId, generatorIds } from '../../../../shared/domain/passage.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { perFrame } from '../../api/perFrame.ts';
import { hub } from '../../api/windowHub.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { strings } from '../../strings.ts';

export interface Turn {
  id: string;
  question: string;
  state: 'running' | 'done' | 'stopped' | 'failed';
  /** What has been said so far. */
  text: string;
  answer: Answer | null;
  error: AppError | null;
}

interface AskStore {
  turns: readonly Turn[];
  /** What writes the answers; kept between starts. */
  generator: GeneratorId;
}

const generatorKey = 'ask.generator';

export const useAsk = create<AskStore>(() => ({
  turns: [],
  generator: generatorIds.find((id) => id === localStorage.getItem(generatorKey)) ?? 'evidence',
}));

export function chooseGenerator(generator: GeneratorId): void {
  localStorage.setItem(generatorKey, generator);
  useAsk.setState({ generator });
}

let running: AbortController | null = null;

function change(id: string, patch: (turn: Turn) => Partial<Turn>): void {
  useAsk.setState(({ turns }) => ({ turns: turns.map((turn) => (turn.id === id ? { ...turn, ...patch(turn) } : turn)) }));
}

/** Asks, one question at a time. */
export async function ask(question: string): Promise<void> {
  if (running) return;
  const controller = new AbortController();
  running = controller;
  const id = crypto.randomUUID();
  const turn: Turn = { id, question, state: 'running', text: '', answer: null, error: null };
  useAsk.setState(({ turns }) => ({ turns: [...turns, turn] }));
  const say = perFrame<string>((deltas) =>
    change(id, ({ state, text }) => (state === 'running' ? { text: text + deltas.join('') } : {})),
  );
  try {
    const answer = await hub.request(
      'answers.ask',
      { question, generator: useAsk.getState().generator },
      { signal: controller.signal, onEvent: ({ delta }) => say(delta) },
    );
    change(id, () => ({ state: 'done', answer, text: answer.answer }));
    announce(answer.answered ? strings.ask.answered : strings.ask.notSaid);
  } catch (error) {
    const problem = AppError.from(error);
    if (controller.signal.aborted) change(id, () => ({ state: 'stopped' }));
    else change(id, () => ({ state: 'failed', error: problem }));
  } finally {
    running = null;
  }
}

export function stopAsking(): void {
  running?.abort();
}
