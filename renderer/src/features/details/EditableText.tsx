import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { cn } from '../../components/ui/cn.ts';

interface Props {
  id?: string;
  label: string;
  /** Shown where there is nothing. */
  hint?: string;
  value: string;
  required?: boolean;
  readOnly: boolean;
  valid?(text: string): boolean;
  className?: string;
  onChange(text: string): void;
}

/** Text that is changed where it stands: Enter or leaving it keeps, Escape gives back what was there. */
export function EditableText({ id, label, hint, value, required, readOnly, valid, className, onChange }: Props) {
  const [text, setText] = useState(value);
  /** What stood here when somebody came to write; null while nobody does. */
  const found = useRef<string | null>(null);
  // What the reading or a register found, or another window changed, unless somebody is writing here.
  useEffect(() => {
    if (found.current === null) setText(value);
  }, [value]);
  const wrong = (required && text.trim() === '') || (valid !== undefined && !valid(text.trim()));
  const onFocus = () => {
    found.current = text;
  };
  const onBlur = () => {
    const untouched = text === found.current;
    found.current = null;
    if (text.trim() === value) return;
    if (wrong || untouched) setText(value);
    else onChange(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setText(value);
      // After the old text is there, so that leaving keeps nothing.
      const field = event.currentTarget;
      requestAnimationFrame(() => field.blur());
    } else if (event.key === 'Enter' && !wrong) {
      event.preventDefault();
      event.currentTarget.blur();
    }
  };
  return (
    <textarea
      id={id}
      aria-label={label}
      aria-invalid={wrong || undefined}
      title={label}
      placeholder={hint}
      rows={1}
      readOnly={readOnly}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={onFocus}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
      className={cn(
        'selectable field-sizing-content max-h-48 w-full resize-none rounded-md border border-transparent bg-transparent px-1.5 py-1 text-sm placeholder:text-muted hover:border-line focus:border-accent focus:bg-ground focus:outline-none aria-invalid:border-bad read-only:hover:border-transparent',
        className,
      )}
    />
  );
}
