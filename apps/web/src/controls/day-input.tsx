import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { isDay } from '@/format/days';

type Props = { label: string; day: string; onChange: (day: string) => void };

/** A day, or none. Reports only complete days: while a year is typed, the field already has a value. */
export const DayInput = ({ label, day, onChange }: Props) => {
  const [text, setText] = useState(day);
  useEffect(() => setText(day), [day]);
  const change = (value: string) => {
    setText(value);
    if (value === '' || isDay(value)) onChange(value);
  };
  return (
    <TextInput type="date" label={label} value={text} onChange={({ currentTarget }) => change(currentTarget.value)} />
  );
};
