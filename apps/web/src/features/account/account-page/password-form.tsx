'use client';

import { Alert, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { client } from '../client';
import { fieldErrors } from '../field-errors';
import { focusFirstInvalid } from '../focus-first-invalid';
import { NewPasswordField } from '../new-password-field';
import { PasswordField } from '../password-field';
import { passwordProblem } from '../password-rule';
import { SESSIONS_KEY } from './sessions-key';

export const PasswordForm = ({ email }: { email: string }) => {
  // Another number makes the fields anew, and so empty.
  const [round, setRound] = useState(0);
  return <Fields key={round} email={email} onChanged={() => setRound(round + 1)} />;
};

const Fields = ({ email, onChanged }: { email: string; onChanged: () => void }) => {
  const { form, submit, errors, refusal, isPending } = usePasswordForm(onChanged);
  return (
    <form ref={form} method="post" noValidate onSubmit={submit}>
      <Stack>
        {/* Tells password managers whose password it is. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        {refusal && <Alert color="red">{refusal}</Alert>}
        <PasswordField
          name="currentPassword"
          label="Current password"
          autoComplete="current-password"
          error={errors.currentPassword}
        />
        <NewPasswordField name="newPassword" label="New password" withAsterisk={false} error={errors.newPassword} />
        <Button type="submit" loading={isPending} style={{ alignSelf: 'flex-start' }}>
          Change password
        </Button>
      </Stack>
    </form>
  );
};

const usePasswordForm = (onChanged: () => void) => {
  const form = useRef<HTMLFormElement>(null);
  const [found, setFound] = useState<Record<string, string>>({});
  const queryClient = useQueryClient();
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: client.auth.changePassword,
    onSuccess: () => {
      notifications.show({ message: 'Your password is changed. All other sessions ended.', color: 'teal' });
      void queryClient.invalidateQueries({ queryKey: SESSIONS_KEY });
      onChanged();
    },
  });
  const refused = fieldErrors(error);

  useEffect(() => {
    if (error && form.current) focusFirstInvalid(form.current, fieldErrors(error));
  }, [error]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const passwords = {
      currentPassword: String(data.get('currentPassword') ?? ''),
      newPassword: String(data.get('newPassword') ?? ''),
    };
    const problems = checkPasswords(passwords);
    setFound(problems);
    reset();
    if (Object.keys(problems).length > 0) focusFirstInvalid(event.currentTarget, problems);
    else mutate(passwords);
  };

  const refusal = error && Object.keys(refused).length === 0 ? error.message : undefined;
  return { form, submit, errors: { ...found, ...refused }, refusal, isPending };
};

const checkPasswords = (entered: { currentPassword: string; newPassword: string }): Record<string, string> => {
  const problem = passwordProblem(entered.newPassword);
  return {
    ...(entered.currentPassword === '' && { currentPassword: 'Enter your current password.' }),
    ...(problem && { newPassword: problem }),
  };
};
