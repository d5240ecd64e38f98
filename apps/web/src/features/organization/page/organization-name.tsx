'use client';

import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { OrganizationView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { fieldErrors } from '@/features/account/field-errors';
import { cleanTitle } from '@/features/video/rename/title-problem';
import { MAX_NAME_LENGTH, nameProblem } from '../organization-name';
import { useLacksPermission, usePermission } from '../use-permission';
import { organizationKey } from './organization-key';

type Props = { organization: OrganizationView };

/** A form for owners; everybody else sees the name, and who can change it. */
export const OrganizationName = ({ organization }: Props) => {
  const canRename = usePermission('organization.manage');
  const isRefused = useLacksPermission('organization.manage');
  if (canRename) return <NameForm organization={organization} />;
  return (
    <Stack gap={4}>
      <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
        {organization.name}
      </Text>
      {isRefused && (
        <Text size="sm" c="dimmed">
          Only owners can rename the organization.
        </Text>
      )}
    </Stack>
  );
};

const NameForm = ({ organization: { id, name: savedName } }: Props) => {
  const [name, setName] = useState(savedName);
  const [problem, setProblem] = useState<string>();
  const newName = cleanTitle(name);
  const rename = useRename(id);
  const errors = fieldErrors(rename.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = nameProblem(name);
    setProblem(found);
    if (!found) rename.mutate(newName, { onSuccess: (renamed) => setName(renamed.name) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Organization name"
          maxLength={MAX_NAME_LENGTH}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={problem ?? errors.name}
        />
        {rename.error && !errors.name && <Alert color="red">{rename.error.message}</Alert>}
        <Button
          type="submit"
          loading={rename.isPending}
          disabled={newName === savedName}
          style={{ alignSelf: 'flex-start' }}
        >
          Save
        </Button>
      </Stack>
    </form>
  );
};

const useRename = (id: string) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => client.organizations.rename(id, name),
    onSuccess: (renamed) => {
      queryClient.setQueryData(organizationKey(id), renamed);
      notifications.show({ message: 'Name saved.', color: 'teal' });
      // The switcher shows the name too.
      void queryClient.invalidateQueries({ queryKey: ['me'] });
    },
  });
};
