'use client';

import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { OrganizationView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { ConfirmDialog } from './confirm-dialog';
import { useAfterLeaving } from './use-after-leaving';

type Props = { organization: OrganizationView };

export const LeaveOrganization = ({ organization }: Props) => {
  const [isOpen, dialog] = useDisclosure();
  const leave = useLeave(organization);
  return (
    <Stack align="flex-start">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        You lose access to the videos of {organization.name}. Videos that you uploaded stay there.
      </Text>
      <Button variant="default" onClick={dialog.open}>
        Leave organization
      </Button>
      <ConfirmDialog
        title={`Leave ${organization.name}?`}
        text="You can return only if an owner or admin invites you again."
        action="Leave"
        isOpen={isOpen}
        isBusy={leave.isPending || leave.isSuccess}
        error={leave.error}
        onConfirm={() => leave.mutate()}
        onClose={dialog.close}
      />
    </Stack>
  );
};

const useLeave = ({ id, name }: OrganizationView) => {
  const session = useSession();
  const afterLeaving = useAfterLeaving(id);
  return useMutation({
    mutationFn: async () => {
      if (session.status === 'signedIn') await client.organizations.removeMember(id, session.user.id);
    },
    onSuccess: () => afterLeaving(`You left ${name}.`),
  });
};
