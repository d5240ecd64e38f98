import { NativeSelect } from '@mantine/core';
import { type Choice, chosen } from './filters';

type Props<T extends string> = { label: string; choices: readonly Choice<T>[]; value: T; onChange: (value: T) => void };

/** A menu of the system: it is at home on phones, and costs no script. */
export const ChoiceSelect = <T extends string>({ label, choices, value, onChange }: Props<T>) => (
  <NativeSelect
    aria-label={label}
    value={value}
    data={[...choices]}
    onChange={({ currentTarget }) => onChange(chosen(choices, currentTarget.value) ?? value)}
  />
);
