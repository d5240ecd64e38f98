'use client';

import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { InvitationView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { formatDateTime } from '@/format/format-time';
import styles from '../page/organization-page.module.css';
import { roleTitle } from '../roles';
import { invitationsKey } from './invitations-key';

type Props = { invitation: InvitationView; organizationId: string };

export const InvitationRow = ({ invitation: { id, email, role, expiresAt }, organizationId }: Props) => {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.organizations.revokeInvitation(organizationId, id),
    onSuccess: () => notifications.show({ message: `The invitation of ${email} no longer works.`, color: 'teal' }),
    onError: ({ message }) =>
      notifications.show({ title: `Couldn't revoke the invitation of ${email}`, message, color: 'red' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsKey(organizationId) }),
  });
  return (
    <li className={styles.row}>
      <div className={styles.person}>
        <Text fw={550}>{email}</Text>
        <Text size="sm" c="dimmed">
          {roleTitle(role)} · valid until {formatDateTime(expiresAt)}
        </Text>
      </div>
      <div className={styles.actions}>
        <Button
          variant="default"
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
          aria-label={`Revoke the invitation of ${email}`}
        >
          Revoke
        </Button>
      </div>
    </li>
  );
};
