'use client';

import { notifications } from '@mantine/notifications';
import type { MemberView, OrganizationView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { ConfirmDialog } from './confirm-dialog';
import { useRefreshOrganization } from './use-refresh-organization';

type Props = { member: MemberView; organization: OrganizationView; isOpen: boolean; onClose: () => void };

export const RemoveMemberDialog = ({ member, organization, isOpen, onClose }: Props) => {
  const label = member.name ?? member.email;
  const refresh = useRefreshOrganization(organization.id);
  const remove = useMutation({
    mutationFn: () => client.organizations.removeMember(organization.id, member.userId),
    onSuccess: () => {
      notifications.show({ message: `${label} is no longer a member.`, color: 'teal' });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <ConfirmDialog
      title={`Remove ${label}?`}
      text={`${label} can no longer watch or change the videos of ${organization.name}. Videos that they uploaded stay.`}
      action="Remove"
      isOpen={isOpen}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
};
