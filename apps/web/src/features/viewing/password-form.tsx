'use client';

import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { PasswordField } from '@/features/account/password-field';
import { passwordError } from './password-error';
import styles from './password-form.module.css';
import type { PasswordProblem } from './viewing-state';

type Props = { problem: PasswordProblem | undefined; onSubmit: (password: string) => Promise<void> };

/** Asks for the password of a share link. */
export const PasswordForm = ({ problem, onSubmit }: Props) => {
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(password === '');
    if (password === '') return;
    setBusy(true);
    await onSubmit(password);
    setBusy(false);
  };
  return (
    <Paper withBorder className={styles.card} p={{ base: 'lg', xs: 'xl' }}>
      {/* Without scripts, POST keeps the password out of the URL. */}
      <form method="post" noValidate onSubmit={submit}>
        <Stack>
          <Title order={1} size="h2">
            Enter the password
          </Title>
          <Text>This video is protected by a password. Ask the person who shared it with you.</Text>
          <PasswordField
            label="Password"
            value={password}
            onChange={({ currentTarget }) => {
              setPassword(currentTarget.value);
              setMissing(false);
            }}
            error={isMissing ? 'Enter the password.' : problem && !isBusy && passwordError(problem)}
            errorProps={{ role: 'alert' }}
            autoComplete="off"
            maxLength={200}
            autoFocus
          />
          <Button type="submit" loading={isBusy}>
            Watch
          </Button>
        </Stack>
      </form>
    </Paper>
  );
};
