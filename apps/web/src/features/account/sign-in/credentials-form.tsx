'use client';

import { Alert, Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useHash } from '@mantine/hooks';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useCheckedForm } from '../use-checked-form';
import { checkCredentials } from './check-credentials';
import { CredentialsFields } from './credentials-fields';
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

export const CredentialsForm = ({ mode }: { mode: SignMode }) => {
  const { title, action, other } = TEXTS[mode];
  const { form, submit, errors, formError, isBusy } = useCredentialsForm(mode);
  const hasNextPage = useSearchParams().has('next');
  return (
    <Paper withBorder p={{ base: 'lg', xs: 'xl' }}>
      <form ref={form} method="post" noValidate onSubmit={submit}>
        <Stack>
          <div>
            <Title order={1} size="h2">
              {title}
            </Title>
            {hasNextPage && (
              <Text size="sm" c="dimmed" mt={4}>
                {action} to continue to the page you requested.
              </Text>
            )}
          </div>
          {formError && <Alert color="red">{formError}</Alert>}
          <CredentialsFields mode={mode} errors={errors} />
          <Button type="submit" loading={isBusy} fullWidth mt="xs">
            {action}
          </Button>
          {mode === 'signIn' && (
            <Anchor component={Link} href="/forgot-password" size="sm" style={{ alignSelf: 'flex-start' }}>
              Forgot your password?
            </Anchor>
          )}
          <OtherForm {...other} />
        </Stack>
      </form>
    </Paper>
  );
};

const useCredentialsForm = (mode: SignMode) => {
  const mutation = useSignIn(mode);
  const form = useCheckedForm({ read, check: (fields) => checkCredentials(mode, fields), mutation });
  return { ...form, isBusy: mutation.isPending || mutation.isSuccess };
};

const read = (data: FormData) => {
  const field = (name: string) => String(data.get(name) ?? '').trim();
  // Not trimmed: spaces can be part of a password.
  return { email: field('email'), name: field('name'), password: String(data.get('password') ?? '') };
};

/** Links to the other form and keeps the page to continue to. Its fragment can contain a token that no server may see. */
const OtherForm = ({ question, label, href }: { question: string; label: string; href: string }) => {
  const query = useSearchParams().toString();
  const [hash] = useHash();
  return (
    <Text size="sm" c="dimmed">
      {question}{' '}
      <Anchor component={Link} href={`${href}${query && `?${query}`}${hash}`} underline="always">
        {label}
      </Anchor>
    </Text>
  );
};
