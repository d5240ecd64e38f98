'use client';

import { Alert, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../client';
import { NewPasswordField } from '../new-password-field';
import { PasswordField } from '../password-field';
import { passwordProblem } from '../password-rule';
import { useCheckedForm } from '../use-checked-form';
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
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: client.auth.changePassword,
    onSuccess: () => {
      notifications.show({ message: "Password changed. You've been signed out on all other devices.", color: 'teal' });
      void queryClient.invalidateQueries({ queryKey: SESSIONS_KEY });
      onChanged();
    },
  });
  return { ...useCheckedForm({ read, check: checkPasswords, mutation }), isPending: mutation.isPending };
};

const read = (data: FormData) => ({
  currentPassword: String(data.get('currentPassword') ?? ''),
  newPassword: String(data.get('newPassword') ?? ''),
});

const checkPasswords = (entered: { currentPassword: string; newPassword: string }): Record<string, string> => {
  const problem = passwordProblem(entered.newPassword);
  return {
    ...(entered.currentPassword === '' && { currentPassword: 'Enter your current password.' }),
    ...(problem && { newPassword: problem }),
  };
};
