'use client';

import type { PasswordInputProps } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './new-password-field.module.css';
import { PasswordField } from './password-field';
import { PASSWORD_MIN_LENGTH } from './password-rule';

/** A field for a new password that shows the rule and whether it is met. */
export const NewPasswordField = (props: PasswordInputProps) => {
  const [length, setLength] = useState(0);
  return (
    <PasswordField
      autoComplete="new-password"
      onChange={(event) => setLength(event.currentTarget.value.length)}
      description={<Rule isMet={length >= PASSWORD_MIN_LENGTH} />}
      descriptionProps={{ component: 'div' }}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      required
      {...props}
    />
  );
};

const Rule = ({ isMet }: { isMet: boolean }) => {
  const Icon = isMet ? IconCheck : IconCircle;
  return (
    <span className={styles.rule} data-met={isMet || undefined}>
      <Icon size={14} stroke={isMet ? 3 : 2} aria-hidden />
      At least {PASSWORD_MIN_LENGTH} characters
    </span>
  );
};
