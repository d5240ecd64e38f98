'use client';

import { Alert, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { UserView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../client';
import { PasswordField } from '../password-field';
import { useCheckedForm } from '../use-checked-form';
import { checkEmailChange, describeSentLink } from './check-email-change';

/** Sends a link to a new address, or another one to the current address until it is confirmed. */
export const EmailForm = ({ user }: { user: UserView }) => {
  // A new key remounts the fields, which clears them.
  const [sent, setSent] = useState({ count: 0, message: '' });
  return (
    <Stack style={{ overflowWrap: 'anywhere' }}>
      <Group gap="xs">
        <Text fw={550}>{user.email}</Text>
        <Badge variant="light" color={user.emailVerifiedAt ? 'teal' : 'yellow'} size="sm">
          {user.emailVerifiedAt ? 'Confirmed' : 'Not confirmed'}
        </Badge>
      </Group>
      <div aria-live="polite">{sent.message && <Alert color="teal">{sent.message}</Alert>}</div>
      <Fields
        key={sent.count}
        user={user}
        onSent={(email) => setSent({ count: sent.count + 1, message: describeSentLink(user, email) })}
      />
    </Stack>
  );
};

const Fields = ({ user, onSent }: { user: UserView; onSent: (email: string) => void }) => {
  const change = useMutation({
    mutationFn: client.auth.changeEmail,
    onSuccess: (_, { email }) => onSent(email),
  });
  const { form, submit, errors, formError } = useCheckedForm({
    read,
    check: (fields) => checkEmailChange(user, fields),
    mutation: change,
  });
  return (
    <form ref={form} method="post" noValidate onSubmit={submit}>
      <Stack>
        {formError && <Alert color="red">{formError}</Alert>}
        <TextInput
          name="email"
          type="email"
          label={user.emailVerifiedAt ? 'New email address' : 'Email address to confirm'}
          defaultValue={user.emailVerifiedAt ? '' : user.email}
          autoComplete="email"
          error={errors.email}
        />
        <PasswordField name="password" label="Password" autoComplete="current-password" error={errors.password} />
        <Button type="submit" loading={change.isPending} style={{ alignSelf: 'flex-start' }}>
          Send link
        </Button>
      </Stack>
    </form>
  );
};

const read = (data: FormData) => ({
  email: String(data.get('email') ?? '').trim(),
  password: String(data.get('password') ?? ''),
});
