import { useId } from 'react';
import { Switch } from '../../components/ui/fields.tsx';
import { Row } from './parts.tsx';

/** Something that is on or off. */
export function SwitchRow(props: {
  title: string;
  text: string;
  checked: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}) {
  const id = useId();
  return (
    <Row id={id} title={props.title} text={props.text}>
      <Switch aria-labelledby={id} checked={props.checked} disabled={props.disabled ?? false} onCheckedChange={props.onChange} />
    </Row>
  );
}
