'use client';

import { Alert, Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import type { FormEvent } from 'react';
import { CredentialsFields } from './credentials-fields';
import { fieldErrors } from './field-errors';
import { type SignMode, useSignIn } from './use-sign-in';

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

export const CredentialsForm = ({ mode }: { mode: SignMode }) => {
  const { title, action, other } = TEXTS[mode];
  const { mutate, isPending, isSuccess, error } = useSignIn(mode);
  const errors = fieldErrors(error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(enteredFields(event.currentTarget));
  };
  return (
    <Paper withBorder p="xl" w="100%" maw={420} component="form" method="post" onSubmit={submit}>
      <Stack>
        <Title order={1} size="h2">
          {title}
        </Title>
        {error && Object.keys(errors).length === 0 && <Alert color="red">{error.message}</Alert>}
        <CredentialsFields mode={mode} errors={errors} />
        <Button type="submit" loading={isPending || isSuccess} fullWidth mt="xs">
          {action}
        </Button>
        <OtherWay {...other} />
      </Stack>
    </Paper>
  );
};

const enteredFields = (form: HTMLFormElement) => {
  const data = new FormData(form);
  const field = (name: string) => String(data.get(name) ?? '').trim();
  // Spaces around a password may be meant.
  return { email: field('email'), name: field('name'), password: String(data.get('password') ?? '') };
};

/** The link to the other form; it leads on to the same page afterwards. */
const OtherWay = ({ question, label, href }: { question: string; label: string; href: string }) => {
  const query = useSearchParams().toString();
  return (
    <Text size="sm" c="dimmed">
      {question}{' '}
      <Anchor component={Link} href={query ? `${href}?${query}` : href}>
        {label}
      </Anchor>
    </Text>
  );
};
