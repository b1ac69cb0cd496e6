import { RadioGroup as Radix } from 'radix-ui';
import { useId } from 'react';
import { cn } from './cn.ts';

export interface RadioOption<T extends string> {
  value: T;
  text: string;
  /** What it means, below it. */
  description?: string;
  disabled?: boolean;
}

/** One of a few choices, all in sight. One tab stop; arrow keys choose. */
export function RadioGroup<T extends string>(props: {
  value: T;
  onChange(value: T): void;
  label: string;
  options: readonly RadioOption<T>[];
  className?: string;
}) {
  return (
    <Radix.Root
      value={props.value}
      onValueChange={(value) => props.onChange(value as T)}
      aria-label={props.label}
      className={cn('flex flex-col gap-0.5', props.className)}
    >
      {props.options.map((option) => (
        <Option key={option.value} {...option} />
      ))}
    </Radix.Root>
  );
}

function Option({ value, text, description, disabled = false }: RadioOption<string>) {
  const id = useId();
  return (
    <div className={cn('flex items-start gap-2.5 rounded-md px-2 py-1.5', disabled ? 'text-muted' : 'hover:bg-hover')}>
      <Radix.Item
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={description ? `${id}-description` : undefined}
        className="mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-ground disabled:opacity-50 data-[state=checked]:border-accent"
      >
        <Radix.Indicator className="size-2 rounded-full bg-accent" />
      </Radix.Item>
      <label htmlFor={id} className="flex-1">
        <span>{text}</span>
        {description && (
          <span id={`${id}-description`} className="block text-muted text-sm">
            {description}
          </span>
        )}
      </label>
    </div>
  );
}
