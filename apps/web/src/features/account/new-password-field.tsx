'use client';

import type { PasswordInputProps } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './new-password-field.module.css';
import { PasswordField } from './password-field';
import { PASSWORD_MIN_LENGTH } from './password-rule';

/** A password that is chosen here: tells its rule before and shows when it is kept. */
export const NewPasswordField = (props: PasswordInputProps) => {
  const [length, setLength] = useState(0);
  return (
    <PasswordField
      autoComplete="new-password"
      onChange={(event) => setLength(event.currentTarget.value.length)}
      description={<Rule isKept={length >= PASSWORD_MIN_LENGTH} />}
      descriptionProps={{ component: 'div' }}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      required
      {...props}
    />
  );
};

const Rule = ({ isKept }: { isKept: boolean }) => {
  const Sign = isKept ? IconCheck : IconCircle;
  return (
    <span className={styles.rule} data-kept={isKept || undefined}>
      <Sign size={14} stroke={isKept ? 3 : 2} aria-hidden />
      At least {PASSWORD_MIN_LENGTH} characters
    </span>
  );
};
