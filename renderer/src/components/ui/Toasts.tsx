import { X } from 'lucide-react';
import { DismissableLayer } from 'radix-ui/internal';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { useCommand } from '../../hooks/useCommand.ts';
import { Button, IconButton } from './Button.tsx';
import { cn } from './cn.ts';

interface Toast {
  id: string;
  tone: 'info' | 'bad';
  text: string;
  action?: { text: string; run(): void };
}

const mostShown = 4;
const shownMs = { info: 7000, bad: 12_000 };
const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }));

/** A word about what the person just did, e.g. with Undo. It goes by itself, a bad one later; said twice it stands once. */
export function toast(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
  const { tone = 'info', action } = options;
  const added = { id: crypto.randomUUID(), tone, text, ...(action ? { action } : {}) };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.filter((one) => one.text !== text), added].slice(-mostShown) }));
}

function drop(id: string): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));
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

/**
 * Shows them; stands once in the app. Unlike Radix's toasts these take no part in Escape, which is for the dialog or menu that is
 * open; a press on one does not close that either.
 */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts((state) => state.toasts);
  const [held, setHeld] = useState(false);
  const region = useRef<HTMLElement>(null);
  useCommand('notices', () => region.current?.querySelector('button')?.focus(), toasts.length > 0);
  return (
    <DismissableLayer.Branch asChild>
      <section
        ref={region}
        aria-label={t('notices')}
        aria-live="polite"
        className="-translate-x-1/2 pointer-events-auto fixed bottom-4 left-1/2 z-50 flex w-96 max-w-[90vw] flex-col gap-2"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toasts.map((one) => (
          <OneToast key={one.id} {...one} held={held} />
        ))}
      </section>
    </DismissableLayer.Branch>
  );
}

/** `held`: somebody is at the toasts, so none goes. */
function OneToast({ id, tone, text, action, held }: Toast & { held: boolean }) {
  const { t } = useTranslation();
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => drop(id), shownMs[tone]);
    return () => clearTimeout(timer);
  }, [id, tone, held]);
  const act = () => {
    drop(id);
    action?.run();
  };
  return (
    <div
      className={cn(
        'flex items-center gap-2 rounded-lg border bg-raised py-2 pr-2 pl-3 shadow-float',
        tone === 'bad' && 'border-bad text-bad',
      )}
    >
      <p className="selectable flex-1 text-sm">{text}</p>
      {action && (
        <Button size="sm" onClick={act}>
          {action.text}
        </Button>
      )}
      <IconButton icon={X} label={t('dismiss')} size="iconSm" onClick={() => drop(id)} />
    </div>
  );
}
