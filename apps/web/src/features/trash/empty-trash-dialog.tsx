'use client';

import { notifications } from '@mantine/notifications';
import { formatBytes } from '@media/core/display';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../organization/page/confirm-dialog';
import { useUsage } from '../usage/use-usage';
import { countVideos } from './trash-texts';
import { useTrashCommands } from './use-trash-commands';

type Props = { isOpen: boolean; onClose: () => void };

/** Confirms that everything in the trash is deleted, and says how much it is. */
export const EmptyTrashDialog = ({ isOpen, onClose }: Props) => {
  const { data, error } = useUsage(isOpen);
  const { empty } = useTrashCommands();
  const emptying = useMutation({
    mutationFn: empty,
    onSuccess: (count) => {
      notifications.show({ color: 'teal', message: `The trash is empty. ${countVideos(count)} deleted for good.` });
      onClose();
    },
  });
  const amount = data ? `${countVideos(data.trash.videoCount)} (${formatBytes(data.trash.bytes)})` : 'all videos in it';
  return (
    <ConfirmDialog
      title="Empty the trash?"
      text={`This deletes ${amount} for good, with source files, outputs and share links, also those that the page hasn't loaded yet. This can't be undone.`}
      action="Empty trash"
      isOpen={isOpen}
      isBusy={emptying.isPending || (data === undefined && !error)}
      error={emptying.error}
      onConfirm={() => emptying.mutate()}
      onClose={onClose}
    />
  );
};
