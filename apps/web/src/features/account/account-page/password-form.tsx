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
  // A new key remounts the fields, which clears them.
  const [formKey, setFormKey] = useState(0);
  return <Fields key={formKey} email={email} onChanged={() => setFormKey(formKey + 1)} />;
};

const Fields = ({ email, onChanged }: { email: string; onChanged: () => void }) => {
  const { form, submit, errors, formError, isPending } = usePasswordForm(onChanged);
  return (
    <form ref={form} method="post" noValidate onSubmit={submit}>
      <Stack>
        {/* Password managers associate the new password with this username. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        {formError && <Alert color="red">{formError}</Alert>}
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
  const [clientErrors, setClientErrors] = useState<Record<string, string>>({});
  const queryClient = useQueryClient();
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: client.auth.changePassword,
    onSuccess: () => {
      notifications.show({ message: "Password changed. You've been signed out on all other devices.", color: 'teal' });
      void queryClient.invalidateQueries({ queryKey: SESSIONS_KEY });
      onChanged();
    },
  });
  const serverErrors = fieldErrors(error);

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
    setClientErrors(problems);
    reset();
    if (Object.keys(problems).length > 0) focusFirstInvalid(event.currentTarget, problems);
    else mutate(passwords);
  };

  const formError = error && Object.keys(serverErrors).length === 0 ? error.message : undefined;
  return { form, submit, errors: { ...clientErrors, ...serverErrors }, formError, isPending };
};

const checkPasswords = (entered: { currentPassword: string; newPassword: string }): Record<string, string> => {
  const problem = passwordProblem(entered.newPassword);
  return {
    ...(entered.currentPassword === '' && { currentPassword: 'Enter your current password.' }),
    ...(problem && { newPassword: problem }),
  };
};
