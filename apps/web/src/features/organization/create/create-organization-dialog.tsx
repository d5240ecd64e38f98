'use client';

import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { fieldErrors } from '@/features/account/field-errors';
import { cleanTitle } from '@/features/video/rename/title-problem';
import { organizationPage } from '@/urls/organization-urls';
import { useOrganization } from '../organization-context';
import { MAX_NAME_LENGTH, nameProblem } from '../organization-name';

type Props = { opened: boolean; onClose: () => void };

/** Creates an organization, switches to it and opens its page. */
export const CreateOrganizationDialog = ({ opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} title="New organization">
    <Form onClose={onClose} />
  </Modal>
);

const Form = ({ onClose }: Pick<Props, 'onClose'>) => {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const create = useCreate(onClose);
  const errors = fieldErrors(create.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = nameProblem(name);
    setProblem(found);
    if (!found) create.mutate(cleanTitle(name));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          The members of an organization share one library of videos. You become its owner and decide who can watch,
          upload and manage.
        </Text>
        <TextInput
          label="Name"
          placeholder="Acme Films"
          maxLength={MAX_NAME_LENGTH}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problem ?? errors.name}
          data-autofocus
        />
        {create.error && !errors.name && <Alert color="red">{create.error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create organization
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const useCreate = (onDone: () => void) => {
  const queryClient = useQueryClient();
  const { choose } = useOrganization();
  const router = useRouter();
  return useMutation({
    mutationFn: (name: string) => client.organizations.create({ name }),
    onSuccess: async ({ id }: OrganizationView) => {
      // Only organizations that the page knows the user to be in can be chosen.
      await queryClient.invalidateQueries({ queryKey: ['me'] });
      choose(id);
      router.push(organizationPage(id));
      onDone();
    },
  });
};
