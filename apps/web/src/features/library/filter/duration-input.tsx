import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { durationText, parseDuration } from './duration-text';

type Props = { label: string; seconds: number; onChange: (seconds: number) => void };

/** A duration, or none. Reports it when the field is left or Enter is pressed: `1` can become `1:30`. */
export const DurationInput = ({ label, seconds, onChange }: Props) => {
  const [text, setText] = useState(durationText(seconds));
  const [isInvalid, setInvalid] = useState(false);
  useEffect(() => {
    setText(durationText(seconds));
    setInvalid(false);
  }, [seconds]);
  const apply = () => {
    const parsed = parseDuration(text);
    setInvalid(parsed === undefined);
    if (parsed === undefined) return;
    setText(durationText(parsed));
    if (parsed !== seconds) onChange(parsed);
  };
  return (
    <TextInput
      label={label}
      placeholder="min:sec"
      maxLength={9}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={apply}
      onKeyDown={({ key }) => key === 'Enter' && apply()}
      error={isInvalid && 'Enter minutes, such as 5 or 1:30'}
    />
  );
};
