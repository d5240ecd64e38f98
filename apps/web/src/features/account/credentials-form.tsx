'use client';

import { Alert, Anchor, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import type { UserView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { type FormEvent, useEffect } from 'react';
import { client } from './client';
import { fieldErrors } from './field-errors';
import { nextPage } from './next-page';
import { sessionHint } from './session-hint';
import { useSession } from './session-provider';

const TEXTS = {
  signIn: {
    title: 'Sign in',
    action: 'Sign in',
    other: { question: 'No account yet?', label: 'Sign up', href: '/sign-up' },
  },
  signUp: {
    title: 'Create your account',
    action: 'Sign up',
    other: { question: 'Already have an account?', label: 'Sign in', href: '/sign-in' },
  },
} as const;

type Fields = { email: string; password: string; name: string };

const send = (mode: keyof typeof TEXTS, { email, password, name }: Fields): Promise<UserView> =>
  mode === 'signIn'
    ? client.auth.login({ email, password })
    : client.auth.register({ email, password, ...(name && { name }) });

export const CredentialsForm = ({ mode }: { mode: keyof typeof TEXTS }) => {
  const { title, action, other } = TEXTS[mode];
  const { mutate, isPending, isSuccess, error } = useSignIn(mode);
  const errors = fieldErrors(error);
  const query = useSearchParams().toString();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    // Spaces around a password may be meant.
    mutate({ email: field('email'), name: field('name'), password: String(form.get('password') ?? '') });
  };

  return (
    <Paper withBorder p="xl" w="100%" maw={420} component="form" method="post" onSubmit={submit}>
      <Stack>
        <Title order={1} size="h2">
          {title}
        </Title>
        {error && Object.keys(errors).length === 0 && <Alert color="red">{error.message}</Alert>}
        {mode === 'signUp' && (
          <TextInput name="name" label="Name" description="Optional" autoComplete="name" error={errors.name} />
        )}
        <TextInput name="email" type="email" label="Email" autoComplete="email" required error={errors.email} />
        <PasswordInput
          name="password"
          label="Password"
          description={mode === 'signUp' ? 'At least 8 characters' : undefined}
          autoComplete={mode === 'signUp' ? 'new-password' : 'current-password'}
          minLength={mode === 'signUp' ? 8 : undefined}
          required
          error={errors.password}
        />
        <Button type="submit" loading={isPending || isSuccess} fullWidth mt="xs">
          {action}
        </Button>
        <Text size="sm" c="dimmed">
          {other.question}{' '}
          <Anchor component={Link} href={query ? `${other.href}?${query}` : other.href}>
            {other.label}
          </Anchor>
        </Text>
      </Stack>
    </Paper>
  );
};

/** Signs in or up, then goes on to the page that was asked for; who is signed in already goes there at once. */
const useSignIn = (mode: keyof typeof TEXTS) => {
  const router = useRouter();
  const queryClient = useQueryClient();
  const session = useSession();
  const next = nextPage(useSearchParams().get('next'));

  useEffect(() => {
    if (session.status === 'signedIn') router.replace(next);
  }, [session.status, router, next]);

  return useMutation({
    mutationFn: (fields: Fields) => send(mode, fields),
    onSuccess: (user) => {
      queryClient.setQueryData(['me', user.id], user);
      sessionHint.begin(user.id);
    },
  });
};
