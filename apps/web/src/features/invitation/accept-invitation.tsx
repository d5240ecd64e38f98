'use client';

import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { InvitationLookup } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { client } from '@/features/account/client';
import { useOrganization } from '../organization/organization-context';

type Props = { token: string; invitation: InvitationLookup };

/** Joins the organization and opens its library. */
export const AcceptInvitation = ({ token, invitation: { organization } }: Props) => {
  const queryClient = useQueryClient();
  const { choose } = useOrganization();
  const router = useRouter();
  const accept = useMutation({
    mutationFn: () => client.invitations.accept(token),
    onSuccess: async ({ organization: { id, name } }) => {
      // Only organizations that the page knows the user to be in can be chosen.
      await queryClient.invalidateQueries({ queryKey: ['me'] });
      choose(id);
      notifications.show({ message: `You joined ${name}.`, color: 'teal' });
      router.replace('/videos');
    },
  });
  return (
    <>
      {accept.error && <Alert color="red">{accept.error.message}</Alert>}
      <Button loading={accept.isPending || accept.isSuccess} onClick={() => accept.mutate()}>
        Join {organization.name}
      </Button>
    </>
  );
};
