'use client';

import { Alert, Anchor, Button, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { client } from '../account/client';
import { emailProblem } from '../account/sign-in/check-credentials';
import { useSignInPath } from '../account/sign-in/use-sign-in-path';
import { useCheckedForm } from '../account/use-checked-form';
import { FormFrame } from '../email-link/form-frame';
import { Outcome } from '../email-link/outcome';

/** Requests a link to choose a new password. What it says doesn't depend on whether there is an account. */
export const ForgotPasswordPage = () => {
  const signInPath = useSignInPath();
  const request = useMutation({ mutationFn: client.auth.forgotPassword });
  const { form, submit, errors, formError } = useCheckedForm({ read, check, mutation: request });
  if (request.isSuccess)
    return (
      <Outcome
        title="Check your email"
        text="If an account with this address exists, we've sent a link to choose a new password. It works once, for one hour. If nothing arrives within a few minutes, check the address and your spam folder."
        next={{ label: 'Back to sign in', href: signInPath }}
      >
        <Button variant="default" onClick={request.reset}>
          Send another link
        </Button>
      </Outcome>
    );
  return (
    <FormFrame title="Forgot your password?" form={form} onSubmit={submit}>
      <Text size="sm" c="dimmed">
        Enter the email address of your account. We'll send you a link to choose a new password.
      </Text>
      {formError && <Alert color="red">{formError}</Alert>}
      <TextInput
        name="email"
        type="email"
        label="Email"
        autoComplete="username"
        required
        withAsterisk={false}
        error={errors.email}
      />
      <Button type="submit" loading={request.isPending} fullWidth mt="xs">
        Send link
      </Button>
      <Anchor component={Link} href={signInPath} size="sm" style={{ alignSelf: 'flex-start' }}>
        Back to sign in
      </Anchor>
    </FormFrame>
  );
};

const read = (data: FormData) => ({ email: String(data.get('email') ?? '').trim() });

const check = ({ email }: { email: string }): Record<string, string> => {
  const problem = emailProblem(email);
  return problem ? { email: problem } : {};
};
