import { wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { GeneratorId } from '../../../../shared/domain/passage.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { wishFocus } from './chatStore.ts';
import { useGenerators } from './generators.ts';
import { setScope } from './scope.ts';
import { ask } from './threads.ts';
import type { ShownTurn } from './turns.ts';

/** What was pressed goes away with the answer it belonged to. */
const toComposer = () => wishFocus('composer');

/** Asks the same again as another version of the turn, with another generator where one is named. */
export function tryAgain({ conversationId, parentId, question, generator }: ShownTurn, other?: GeneratorId): void {
  void told(() => ask({ conversationId, parentId, question, generator: other ?? generator }, toComposer));
}

/** Asks a changed question in place of a turn's; the turn stays as another version. `onStored` is called once it is stored. */
export function askInstead({ conversationId, parentId }: ShownTurn, question: string, onStored: () => void): void {
  const generator = useGenerators.getState().chosen;
  const stored = () => {
    onStored();
    toComposer();
  };
  void told(() => ask({ conversationId, parentId, question, generator }, stored));
}

/** Asks the same of all papers. */
export function askWholeLibrary(turn: ShownTurn): void {
  void told(async () => {
    await setScope(turn.conversationId, wholeLibrary);
    await ask(turn, toComposer);
  });
}
