import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button.tsx';
import { cn } from './cn.ts';
import { useFocusBack } from './useFocusBack.ts';

/** A window over the window. Escape and the cross close it; the focus goes back to where it was. */
export function Dialog(props: {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: string;
  className?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const focusBack = useFocusBack(props.open);
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/35%)]" />
        <Radix.Content
          className={cn(
            '-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(92vw,480px)] flex-col gap-3 overflow-y-auto rounded-lg border border-line bg-raised p-5 shadow-float outline-none',
            props.className,
          )}
          // Not on the cross, whose tooltip would open; what has `autoFocus` has it before.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            const content = event.target as HTMLElement;
            (content.querySelector<HTMLElement>('input, textarea, select') ?? content).focus();
          }}
          onCloseAutoFocus={focusBack}
          {...(props.description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="font-semibold text-lg">{props.title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={X} label={t('close')} size="iconSm" />
            </Radix.Close>
          </div>
          {props.description && <Radix.Description className="text-muted">{props.description}</Radix.Description>}
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons a dialog ends with. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-2 flex justify-end gap-2">{children}</div>;
}
