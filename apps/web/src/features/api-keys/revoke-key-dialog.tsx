'use client';

import { notifications } from '@mantine/notifications';
import type { ApiKeyView } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { ConfirmDialog } from '@/features/organization/page/confirm-dialog';
import { useRefreshApiKeys } from './use-api-keys';

type Props = { apiKey: ApiKeyView; isOpen: boolean; onClose: () => void };

export const RevokeKeyDialog = ({ apiKey: { id, name }, isOpen, onClose }: Props) => {
  const { client } = useOrganization();
  const refresh = useRefreshApiKeys();
  const revoke = useMutation({
    mutationFn: () => client.apiKeys.revoke(id),
    onSuccess: () => {
      notifications.show({ message: `${name} is revoked.`, color: 'teal' });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <ConfirmDialog
      title={`Revoke ${name}?`}
      text="Programs that use this key stop working immediately. You can't undo this."
      action="Revoke"
      isOpen={isOpen}
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    />
  );
};
