'use client';

import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { client } from '@/features/account/client';

type Props = {
  organization: Pick<OrganizationView, 'id' | 'name'>;
  onDeleted: () => void;
  onCancel: () => void;
};

/** Deletes an organization. Nobody deletes the work of a whole team with a stray click: the name has to be typed. */
export const ConfirmByName = ({ organization: { id, name }, onDeleted, onCancel }: Props) => {
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => client.organizations.delete(id, typed.trim()),
    onSuccess: onDeleted,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          This deletes all videos of {name} with their files, for everybody. This can't be undone.
        </Text>
        <TextInput
          label="Name of the organization"
          description={`To confirm, enter ${name}`}
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          data-autofocus
        />
        {remove.error && <Alert color="red">{remove.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={typed.trim() === ''}
            loading={remove.isPending || remove.isSuccess}
          >
            Delete organization
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
