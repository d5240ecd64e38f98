'use client';

import { Alert, Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useCheckedForm } from '../use-checked-form';
import { checkCredentials } from './check-credentials';
import { CredentialsFields } from './credentials-fields';
import { OtherForm } from './other-form';
import { canSignUp, type Registration } from './registration';
import type { SignUpInvitation } from './use-invitation';
import { type SignMode, useSignIn } from './use-sign-in';

const TEXTS = {
  signIn: {
    title: 'Sign in',
    action: 'Sign in',
    other: { question: 'No account yet?', label: 'Sign up', href: '/sign-up' },
  },
  signUp: {
    title: 'Sign up',
    action: 'Sign up',
    other: { question: 'Already have an account?', label: 'Sign in', href: '/sign-in' },
  },
} as const;

type Props = {
  mode: SignMode;
  registration: Registration;
  /** Whose address to sign up or in with. */
  invitation?: SignUpInvitation | undefined;
};

export const CredentialsForm = ({ mode, registration, invitation }: Props) => {
  const { title, action, other } = TEXTS[mode];
  // In other modes, releases that don't know tokens of invitations yet accept the request, too.
  const token = registration === 'invitation' ? invitation?.token : undefined;
  const { form, submit, errors, formError, isBusy } = useCredentialsForm(mode, token);
  const nextPage = useSearchParams().get('next');
  const hasOther = mode === 'signUp' || canSignUp(registration, nextPage === '/invitations');
  return (
    <Paper withBorder p={{ base: 'lg', xs: 'xl' }}>
      <form ref={form} method="post" noValidate onSubmit={submit}>
        <Stack>
          <div>
            <Title order={1} size="h2">
              {title}
            </Title>
            {nextPage !== null && (
              <Text size="sm" c="dimmed" mt={4}>
                {action} to continue to the page you requested.
              </Text>
            )}
          </div>
          {formError && <Alert color="red">{formError}</Alert>}
          <CredentialsFields mode={mode} errors={errors} invitedEmail={invitation?.email} />
          <Button type="submit" loading={isBusy} fullWidth mt="xs">
            {action}
          </Button>
          {mode === 'signIn' && (
            <Anchor component={Link} href="/forgot-password" size="sm" style={{ alignSelf: 'flex-start' }}>
              Forgot your password?
            </Anchor>
          )}
          {hasOther && <OtherForm {...other} />}
        </Stack>
      </form>
    </Paper>
  );
};

const useCredentialsForm = (mode: SignMode, invitationToken: string | undefined) => {
  const mutation = useSignIn(mode, invitationToken);
  const form = useCheckedForm({ read, check: (fields) => checkCredentials(mode, fields), mutation });
  return { ...form, isBusy: mutation.isPending || mutation.isSuccess };
};

const read = (data: FormData) => {
  const field = (name: string) => String(data.get(name) ?? '').trim();
  // Not trimmed: spaces can be part of a password.
  return { email: field('email'), name: field('name'), password: String(data.get('password') ?? '') };
};
