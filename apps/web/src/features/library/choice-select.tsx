import { NativeSelect } from '@mantine/core';
import { type Choice, parseChoice } from './filters';

type Props<T extends string> = { label: string; choices: readonly Choice<T>[]; value: T; onChange: (value: T) => void };

/** A native select: it works well on phones and needs little script. */
export const ChoiceSelect = <T extends string>({ label, choices, value, onChange }: Props<T>) => (
  <NativeSelect
    aria-label={label}
    value={value}
    data={[...choices]}
    onChange={({ currentTarget }) => onChange(parseChoice(choices, currentTarget.value) ?? value)}
  />
);
