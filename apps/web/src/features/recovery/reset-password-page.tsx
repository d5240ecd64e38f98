'use client';

import { Alert, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../account/client';
import { NewPasswordField } from '../account/new-password-field';
import { passwordProblem } from '../account/password-rule';
import { useSignInPath } from '../account/sign-in/use-sign-in-path';
import { useCheckedForm } from '../account/use-checked-form';
import { FormFrame } from '../email-link/form-frame';
import { isLinkGone } from '../email-link/is-link-gone';
import { Loading } from '../email-link/loading';
import { Outcome } from '../email-link/outcome';
import { useLinkToken } from '../email-link/use-link-token';

/** Sets a new password with the token in the fragment. */
export const ResetPasswordPage = () => {
  const token = useLinkToken();
  if (token === undefined) return <Loading />;
  return token === '' ? <Gone /> : <ResetPassword key={token} token={token} />;
};

const ResetPassword = ({ token }: { token: string }) => {
  const queryClient = useQueryClient();
  const reset = useMutation({
    mutationFn: ({ password }: { password: string }) => client.auth.resetPassword({ token, password }),
    // The session of this browser has ended, unless it is another user's.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['me'] }),
  });
  const { form, submit, errors, formError } = useCheckedForm({ read, check, mutation: reset });
  if (isLinkGone(reset.error)) return <Gone />;
  if (reset.isSuccess) return <Done />;
  return (
    <FormFrame title="Choose a new password" form={form} onSubmit={submit}>
      <Text size="sm" c="dimmed">
        This signs you out on all devices, and playback links that you made stop working. If you have never confirmed
        your email address, it also revokes your API keys and open invitations.
      </Text>
      {formError && <Alert color="red">{formError}</Alert>}
      <NewPasswordField name="password" label="New password" withAsterisk={false} error={errors.password} />
      <Button type="submit" loading={reset.isPending} fullWidth mt="xs">
        Set new password
      </Button>
    </FormFrame>
  );
};

const read = (data: FormData) => ({ password: String(data.get('password') ?? '') });

const check = ({ password }: { password: string }): Record<string, string> => {
  const problem = passwordProblem(password);
  return problem ? { password: problem } : {};
};

const Done = () => (
  <Outcome
    title="Password changed"
    text="You've been signed out on all devices. Sign in with your new password."
    next={{ label: 'Sign in', href: useSignInPath() }}
  />
);

const Gone = () => (
  <Outcome
    title="This link no longer works"
    text="It has expired, was already used, or is incomplete. Your password wasn't changed. Each link works once, for one hour."
    next={{ label: 'Request a new link', href: '/forgot-password' }}
  />
);
