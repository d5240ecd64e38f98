'use client';

import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { ApiError, type InvitationCreated, type OrganizationView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type SubmitEvent, useState } from 'react';
import { client } from '@/features/account/client';
import { fieldErrors } from '@/features/account/field-errors';
import { useSession } from '@/features/account/session-provider';
import { emailProblem } from '@/features/account/sign-in/check-credentials';
import { CopyField } from '@/features/watch/share/copy-field';
import { formatDateTime } from '@/format/format-time';
import { assignableRoles, type Role, roleText, roleTitle } from '../roles';
import { invitationsKey } from './invitations-key';

const ConfirmAddressFirst = dynamic(() =>
  import('./confirm-address-first').then((module) => module.ConfirmAddressFirst),
);

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
  const session = useSession();
  const { invite, isUnconfirmed } = useInvite(organization.id);
  const { data, variables, error, isPending, mutate } = invite;
  if (data) return <Invited invitation={data} onClose={onClose} />;
  if (isUnconfirmed && variables && session.status === 'signedIn')
    return (
      <ConfirmAddressFirst
        user={session.user}
        isBusy={isPending}
        onRetry={() => mutate(variables)}
        onCancel={onClose}
      />
    );
  return (
    <Form
      roles={assignableRoles(organization.role)}
      entered={variables}
      error={error}
      isBusy={isPending}
      onInvite={mutate}
      onClose={onClose}
    />
  );
};

type Request = { email: string; role: Role };

/** `isUnconfirmed`: the server last refused because the user's own address isn't confirmed. It stays while a retry is pending. */
const useInvite = (organizationId: string) => {
  const queryClient = useQueryClient();
  const [isUnconfirmed, setUnconfirmed] = useState(false);
  const invite = useMutation({
    mutationFn: (request: Request) => client.organizations.invite(organizationId, request),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsKey(organizationId) }),
    onError: (error) => setUnconfirmed(error instanceof ApiError && error.code === 'EMAIL_NOT_VERIFIED'),
  });
  return { invite, isUnconfirmed };
};

const Invited = ({ invitation, onClose }: { invitation: InvitationCreated; onClose: () => void }) => {
  const { email, url, expiresAt, isEmailed } = invitation;
  const send = isEmailed
    ? `The link has been sent to ${email}. You can also send it yourself.`
    : `Send this link to ${email}: this server sends no emails.`;
  return (
    <Stack>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {send} Only an account with this address can use it, once, until {formatDateTime(expiresAt)}. For your security,
        the link isn't shown again.
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
  /** What was entered before. */
  entered: Request | undefined;
  error: Error | null;
  isBusy: boolean;
  onInvite: (request: Request) => void;
  onClose: () => void;
};

const Form = ({ roles, entered, error, isBusy, onInvite, onClose }: FormProps) => {
  const [email, setEmail] = useState(entered?.email ?? '');
  const [role, setRole] = useState<Role>(entered?.role ?? 'viewer');
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
