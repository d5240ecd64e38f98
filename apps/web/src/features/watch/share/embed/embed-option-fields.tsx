import { Checkbox, TextInput } from '@mantine/core';
import { type EmbedOptions, readStart } from './embed-code';
import styles from './embed-option-fields.module.css';

type Props = { options: EmbedOptions; onChange: (options: EmbedOptions) => void };

const SWITCHES = [
  ['autoPlay', 'Play automatically, muted'],
  ['isLooping', 'Repeat'],
  ['isResponsive', 'As wide as the page around it'],
] as const;

export const EmbedOptionFields = ({ options, onChange }: Props) => (
  <div className={styles.options}>
    <TextInput
      label="Start at"
      placeholder="0:00"
      className={styles.start}
      value={options.startAt}
      onChange={({ currentTarget }) => onChange({ ...options, startAt: currentTarget.value })}
      error={readStart(options.startAt) === undefined && 'Enter a time such as 1:30.'}
      maxLength={8}
      autoComplete="off"
    />
    <div className={styles.switches}>
      {SWITCHES.map(([name, label]) => (
        <Checkbox
          key={name}
          label={label}
          checked={options[name]}
          onChange={({ currentTarget }) => onChange({ ...options, [name]: currentTarget.checked })}
        />
      ))}
    </div>
  </div>
);
