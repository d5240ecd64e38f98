'use client';

import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { fieldErrors } from '@/features/account/field-errors';
import { emailProblem } from '@/features/account/sign-in/check-credentials';
import { CopyField } from '@/features/watch/share/copy-field';
import { formatDateTime } from '@/format/format-time';
import { assignableRoles, type Role, roleText, roleTitle } from '../roles';
import { invitationsKey } from './invitations-key';

type Props = { organization: OrganizationView; isOpen: boolean; onClose: () => void };

/** Invites one person. Their link is shown only here and only once. */
export const InviteDialog = ({ organization, isOpen, onClose }: Props) => (
  // A stray click would lose the link.
  <Modal
    opened={isOpen}
    onClose={onClose}
    title={`Invite someone to ${organization.name}`}
    size="lg"
    closeOnClickOutside={false}
  >
    <Steps organization={organization} onClose={onClose} />
  </Modal>
);

const Steps = ({ organization, onClose }: Omit<Props, 'isOpen'>) => {
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: (request: { email: string; role: Role }) => client.organizations.invite(organization.id, request),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsKey(organization.id) }),
  });
  if (!invite.data)
    return (
      <Form
        roles={assignableRoles(organization.role)}
        error={invite.error}
        isBusy={invite.isPending}
        onInvite={invite.mutate}
        onClose={onClose}
      />
    );
  const { email, url, expiresAt } = invite.data;
  return (
    <Stack>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        Send this link to {email}. Only an account with this address can use it, once, until {formatDateTime(expiresAt)}
        . If email is set up on this server, it has also been sent. For your security, the link isn't shown again.
      </Text>
      <CopyField label="Invitation link" description="Opens a page where the invited person joins." value={url} />
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
};

type FormProps = {
  roles: readonly Role[];
  error: Error | null;
  isBusy: boolean;
  onInvite: (request: { email: string; role: Role }) => void;
  onClose: () => void;
};

const Form = ({ roles, error, isBusy, onInvite, onClose }: FormProps) => {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [problem, setProblem] = useState<string>();
  const errors = fieldErrors(error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = emailProblem(email.trim());
    setProblem(found);
    if (!found) onInvite({ email: email.trim(), role });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          type="email"
          label="Email"
          autoComplete="off"
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          error={problem ?? errors.email}
          data-autofocus
        />
        <NativeSelect
          label="Role"
          description={roleText(role)}
          value={role}
          data={roles.map((each) => ({ value: each, label: roleTitle(each) }))}
          onChange={({ currentTarget }) => setRole(roles.find((each) => each === currentTarget.value) ?? role)}
        />
        {error && !errors.email && <Alert color="red">{error.message}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
