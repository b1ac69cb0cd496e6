import { type ComponentType, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/LiveRegion.tsx';
import { Button } from '../../components/ui/Button.tsx';
import { Dialog } from '../../components/ui/Dialog.tsx';
import { useGenerators } from '../chat/generators.ts';
import { finishFirstRun, readyPaper, type Step, showStep, steps, useFirstRun } from './firstRunStore.ts';
import { ModelStep } from './ModelStep.tsx';
import { PapersStep } from './PapersStep.tsx';
import { WelcomeStep } from './WelcomeStep.tsx';

const views: Record<Step, ComponentType> = { welcome: WelcomeStep, model: ModelStep, papers: PapersStep };

/** What a newcomer needs to know, in three steps that can be skipped. Papers can be dropped at any of them. */
export function FirstRun() {
  const { t } = useTranslation('firstRun');
  const step = useFirstRun((state) => state.step);
  const title = step && t(`${step}.title`);
  useEffect(() => {
    if (title) announce(title);
  }, [title]);
  return (
    <Dialog
      open={step !== null}
      onOpenChange={(open) => !open && finishFirstRun()}
      title={title ?? ''}
      className="w-[min(92vw,560px)]"
    >
      {step && <Body step={step} />}
    </Dialog>
  );
}

function Body({ step }: { step: Step }) {
  const { t } = useTranslation('firstRun');
  const View = views[step];
  const at = steps.indexOf(step);
  const [before, after] = [steps[at - 1], steps[at + 1]];
  const written = useGenerators((state) =>
    state.generators.some(({ id, unavailable }) => id !== 'evidence' && unavailable === null),
  );
  // Then the question is what to do next.
  const asks = useFirstRun((state) => step === 'papers' && readyPaper(state) !== undefined);
  const onward = step === 'model' && !written ? t('later') : t('next');
  return (
    <>
      <div className="min-h-84">
        <View />
      </div>
      <div className="flex items-center gap-2">
        <span className="flex-1 text-muted text-sm">{t('step', { step: at + 1, steps: steps.length })}</span>
        {after && (
          <Button variant="ghost" onClick={finishFirstRun}>
            {t('skip')}
          </Button>
        )}
        {before && <Button onClick={() => showStep(before)}>{t('back')}</Button>}
        <Button variant={asks ? 'plain' : 'primary'} autoFocus onClick={() => (after ? showStep(after) : finishFirstRun())}>
          {after ? onward : t('done')}
        </Button>
      </div>
    </>
  );
}
