'use client';

import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { OrganizationView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { useAfterLeaving } from './use-after-leaving';

type Props = { organization: OrganizationView };

export const DeleteOrganization = ({ organization }: Props) => {
  const [isOpen, dialog] = useDisclosure();
  return (
    <Stack align="flex-start">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        All videos, source files and outputs of {organization.name} are deleted for all its members. Videos that are
        still processing stop.
      </Text>
      <Button color="red" variant="light" onClick={dialog.open}>
        Delete organization
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={`Delete ${organization.name}?`}>
        <Confirmation organization={organization} onClose={dialog.close} />
      </Modal>
    </Stack>
  );
};

/** Nobody deletes the work of a whole team with a stray click: the name has to be typed. */
const Confirmation = ({ organization: { id, name }, onClose }: Props & { onClose: () => void }) => {
  const [typed, setTyped] = useState('');
  const afterLeaving = useAfterLeaving();
  const remove = useMutation({
    mutationFn: () => client.organizations.delete(id, typed.trim()),
    onSuccess: () => afterLeaving(`${name} was deleted.`),
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
          <Button variant="default" onClick={onClose}>
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
