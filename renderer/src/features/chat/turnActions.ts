import { wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { GeneratorId } from '../../../../shared/domain/passage.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { useGenerators } from './generators.ts';
import { setScope } from './scope.ts';
import { ask } from './threads.ts';
import type { ShownTurn } from './turns.ts';

/** Asks the same again as another version of the turn, with another generator where one is named. */
export function tryAgain({ conversationId, parentId, question, generator }: ShownTurn, other?: GeneratorId): void {
  void told(() => ask({ conversationId, parentId, question, generator: other ?? generator }));
}

/** Asks a changed question in place of a turn's; the turn stays as another version. Returns whether it was stored. */
export async function askInstead({ conversationId, parentId }: ShownTurn, question: string, onStored: () => void): Promise<void> {
  const generator = useGenerators.getState().chosen;
  await told(() => ask({ conversationId, parentId, question, generator }, onStored));
}

/** Asks the same of all papers. */
export function askWholeLibrary(turn: ShownTurn): void {
  void told(async () => {
    await setScope(turn.conversationId, wholeLibrary);
    await ask({ ...turn });
  });
}
