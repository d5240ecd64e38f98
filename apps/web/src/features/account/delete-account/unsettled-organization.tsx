'use client';

import { Anchor, Button, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SoleOwnedOrganization } from '@media/sdk';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { ConfirmByName } from '@/features/organization/page/confirm-by-name';
import { organizationPage } from '@/urls/organization-urls';
import { HandOver } from './hand-over';

type Props = { organization: SoleOwnedOrganization; onSettled: () => void };

/** An organization whose only owner is the user: they make another member an owner, or delete it. */
export const UnsettledOrganization = ({ organization, onSettled }: Props) => {
  const { id, name, isPersonal, hasOtherMembers } = organization;
  const [isDeleting, deletion] = useDisclosure();
  const queryClient = useQueryClient();
  const settle = () => {
    void queryClient.invalidateQueries({ queryKey: ['me'] });
    onSettled();
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={name} style={{ overflowWrap: 'anywhere' }}>
      <Stack gap="sm" align="stretch">
        <div>
          <Text fw={550}>{name}</Text>
          <Text size="sm" c="dimmed">
            {describe(organization)}
          </Text>
        </div>
        {hasOtherMembers && !isDeleting && <HandOver organization={organization} onDone={settle} />}
        {isPersonal && (
          <Anchor component={Link} href={organizationPage(id)} size="sm">
            Manage its members
          </Anchor>
        )}
        {!isPersonal && !isDeleting && (
          <Button color="red" variant="light" onClick={deletion.open}>
            Delete organization
          </Button>
        )}
        {isDeleting && <ConfirmByName organization={organization} onDeleted={settle} onCancel={deletion.close} />}
      </Stack>
    </Paper>
  );
};

const describe = ({ isPersonal, hasOtherMembers }: SoleOwnedOrganization): string => {
  if (isPersonal)
    return 'Your personal organization has other members. Make one of them an owner, or remove them all: then it is deleted with your account.';
  return hasOtherMembers
    ? 'Make another member an owner, or delete it for everybody.'
    : 'You are its only member. To keep it, cancel and invite somebody who becomes an owner.';
};
