'use client';

import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { OrganizationView } from '@media/sdk';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { ListEnd } from '../page/list-end';
import styles from '../page/organization-page.module.css';
import { InvitationRow } from './invitation-row';
import { invitationsKey } from './invitations-key';
import { InviteDialog } from './invite-dialog';

type Props = { organization: OrganizationView };

/** The invitations that nobody has accepted yet, and a way to send more. */
export const Invitations = ({ organization }: Props) => {
  const [isInviting, invite] = useDisclosure();
  const query = useInvitations(organization.id);
  const { data } = query;
  const invitations = data?.pages.flatMap(({ items }) => items);
  return (
    <Stack>
      {invitations?.length === 0 && <Text size="sm">No open invitations.</Text>}
      {invitations && invitations.length > 0 && (
        <ul className={styles.list} aria-label="Invitations">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} organizationId={organization.id} />
          ))}
        </ul>
      )}
      <ListEnd what="the invitations" query={query} />
      <Button
        leftSection={<IconUserPlus size={18} aria-hidden />}
        onClick={invite.open}
        style={{ alignSelf: 'flex-start' }}
      >
        Invite someone
      </Button>
      <InviteDialog organization={organization} isOpen={isInviting} onClose={invite.close} />
    </Stack>
  );
};

const useInvitations = (organizationId: string) =>
  useInfiniteQuery({
    queryKey: invitationsKey(organizationId),
    queryFn: ({ pageParam, signal }) =>
      client.organizations.invitations(organizationId, { ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
