import { X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { Button, IconButton } from './Button.tsx';
import { cn } from './cn.ts';

interface Toast {
  id: string;
  tone: 'info' | 'bad';
  text: string;
  action?: { text: string; run(): void };
}

const mostShown = 4;
const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));

/** A word about what the person just did, e.g. with Undo. It goes by itself, a bad one later. */
export function toast(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
  const { tone = 'info', action } = options;
  const added = { id: crypto.randomUUID(), tone, text, ...(action ? { action } : {}) };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, added].slice(-mostShown) }));
}

/** Runs it and tells what went wrong, if something did. Returns whether it went well. */
export async function told(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    const { code, message, action: remedy } = AppError.from(error);
    if (code !== 'cancelled') toast(`${message} ${remedy}`, { tone: 'bad' });
    return false;
  }
}

/** Shows them; stands once in the app. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts((state) => state.toasts);
  const drop = (id: string) => useToasts.setState((state) => ({ toasts: state.toasts.filter((one) => one.id !== id) }));
  return (
    <Radix.Provider swipeDirection="right" label={t('notices')}>
      {toasts.map(({ id, tone, text, action }) => (
        <Radix.Root
          key={id}
          duration={tone === 'bad' ? 12_000 : 7000}
          onOpenChange={(open) => !open && drop(id)}
          className={cn(
            'flex items-center gap-2 rounded-lg border bg-raised py-2 pr-2 pl-3 shadow-float',
            tone === 'bad' && 'border-bad text-bad',
          )}
        >
          <Radix.Description className="selectable flex-1 text-sm">{text}</Radix.Description>
          {action && (
            <Radix.Action asChild altText={action.text}>
              <Button size="sm" onClick={action.run}>
                {action.text}
              </Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <IconButton icon={X} label={t('dismiss')} size="iconSm" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport
        label={`${t('notices')} ({hotkey})`}
        className="fixed right-4 bottom-4 z-50 flex w-96 max-w-[90vw] flex-col gap-2 outline-none"
      />
    </Radix.Provider>
  );
}
