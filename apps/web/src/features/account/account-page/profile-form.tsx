'use client';

import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UserView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { client } from '../client';
import { fieldErrors } from '../field-errors';

export const ProfileForm = ({ user }: { user: UserView }) => {
  const [name, setName] = useState(user.name ?? '');
  const newName = name.trim() || null;
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => client.auth.updateProfile({ name: newName }),
    onSuccess: (changed) => {
      queryClient.setQueryData(['me', changed.id], changed);
      setName(changed.name ?? '');
      notifications.show({ message: 'Profile saved.', color: 'teal' });
    },
  });
  const errors = fieldErrors(save.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Display name"
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.name}
        />
        {save.error && !errors.name && <Alert color="red">{save.error.message}</Alert>}
        <Button
          type="submit"
          loading={save.isPending}
          disabled={newName === user.name}
          style={{ alignSelf: 'flex-start' }}
        >
          Save
        </Button>
      </Stack>
    </form>
  );
};
