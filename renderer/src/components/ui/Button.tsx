import { cva, type VariantProps } from 'class-variance-authority';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { Tooltip } from './Tooltip.tsx';

const look = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium transition-colors disabled:opacity-50 aria-disabled:opacity-50',
  {
    variants: {
      variant: {
        plain: 'border border-line bg-raised hover:bg-hover',
        primary: 'bg-accent text-on-accent hover:opacity-90',
        ghost: 'hover:bg-hover data-[state=open]:bg-hover aria-pressed:bg-chosen aria-pressed:text-accent',
        danger: 'bg-bad text-ground hover:opacity-90',
      },
      size: { md: 'h-8 px-3 text-sm', sm: 'h-7 px-2 text-sm', icon: 'size-7', iconSm: 'size-6' },
    },
    defaultVariants: { variant: 'plain', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof look>;

export function Button({ variant, size, className, ...rest }: ButtonProps) {
  return <button type="button" className={cn(look({ variant, size }), className)} {...rest} />;
}

export interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  icon: LucideIcon;
  /** Read aloud, and shown on hover. */
  label: string;
  /** As shown beside the label, e.g. `Ctrl+N`. */
  shortcut?: string | undefined;
}

export function IconButton({ icon: Icon, label, shortcut, size = 'icon', variant = 'ghost', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <Button aria-label={label} size={size} variant={variant} {...rest}>
        <Icon size={size === 'iconSm' ? 14 : 16} strokeWidth={1.75} aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}
