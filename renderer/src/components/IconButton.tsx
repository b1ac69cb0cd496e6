import type { ComponentProps } from 'react';
import { Icon, type IconName } from './Icon.tsx';

/** A button that shows only an icon; its name is read aloud and shown on hover. */
export function IconButton({ icon, label, ...rest }: { icon: IconName; label: string } & ComponentProps<'button'>) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
