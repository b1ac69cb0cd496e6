import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Input, Select } from '../../../components/ui/fields.tsx';

/** Stands for “type a name”; no model is called so. */
const other = ' ';

/** A model's name: chosen from what the server offers, or typed. */
export function ModelField(props: {
  id: string;
  'aria-describedby': string;
  value: string;
  offered: readonly string[];
  onChange(model: string): void;
}) {
  const { t } = useTranslation('settings');
  const [typing, setTyping] = useState(false);
  const { value, offered, onChange, ...ids } = props;
  if (offered.length === 0 || typing || (value !== '' && !offered.includes(value)))
    return (
      <Input {...ids} autoFocus={typing} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
    );
  const choose = (chosen: string) => {
    setTyping(chosen === other);
    onChange(chosen.trim());
  };
  return (
    <Select {...ids} value={value} onChange={(event) => choose(event.target.value)}>
      {value === '' && <option value="" />}
      {offered.map((model) => (
        <option key={model}>{model}</option>
      ))}
      <option value={other}>{t('endpoint.otherModel')}</option>
    </Select>
  );
}
