import { NativeSelect } from '@mantine/core';
import { type Choice, parseChoice } from './choices';

type Props<T extends string> = {
  label: string;
  /** Whether the label is shown above. Otherwise only screen readers read it. */
  isLabeled?: boolean;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
};

/** A native select: it works well on phones and needs little script. */
export const ChoiceSelect = <T extends string>({ label, isLabeled = false, choices, value, onChange }: Props<T>) => (
  <NativeSelect
    {...(isLabeled ? { label } : { 'aria-label': label })}
    value={value}
    data={[...choices]}
    onChange={({ currentTarget }) => onChange(parseChoice(choices, currentTarget.value) ?? value)}
  />
);
