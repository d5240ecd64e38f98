'use client';

import { Alert, Button, Modal, Skeleton } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useUsage } from '../usage/use-usage';
import { Confirmation } from './confirmation';
import { notifyTrashed } from './notify-trashed';
import { nameVideos, trashTexts } from './trash-texts';
import { useTrashCommands } from './use-trash-commands';

type Props = { videos: readonly VideoView[]; isOpen: boolean; onClose: () => void; onDone: () => void };

/** Confirms that videos are moved to the trash or, on a server without one, deleted for good. */
export const TrashDialog = ({ videos, isOpen, onClose, onDone }: Props) => {
  const { data } = useUsage(isOpen);
  const name = nameVideos(videos.length);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={data?.trash.keptDays === 0 ? `Delete ${name}?` : `Move ${name} to the trash?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      <Content videos={videos} onClose={onClose} onDone={onDone} />
    </Modal>
  );
};

const Content = ({ videos, onClose, onDone }: Omit<Props, 'isOpen'>) => {
  const { data, error, refetch } = useUsage();
  const { trash, restore, deleteForGood } = useTrashCommands();
  if (!data) return error ? <Unknown error={error} onRetry={() => void refetch()} /> : <Skeleton height={160} />;
  const { keptDays } = data.trash;
  const dialog = { videos, texts: trashTexts(videos, keptDays), onCancel: onClose, onRead: onDone };
  if (keptDays === 0)
    return <Confirmation {...dialog} verb="Delete" past="deleted" run={deleteForGood} onDone={onDone} />;
  const finish = () => {
    notifyTrashed(videos, restore);
    onDone();
  };
  return <Confirmation {...dialog} verb="Move to trash" past="moved to the trash" run={trash} onDone={finish} />;
};

/** Without knowing whether there is a trash, nothing is deleted. */
const Unknown = ({ error, onRetry }: { error: Error; onRetry: () => void }) => (
  <Alert color="red" title="Couldn't ask the server about its trash">
    {error.message}
    <Button size="compact-sm" variant="default" mt="xs" display="block" onClick={onRetry}>
      Try again
    </Button>
  </Alert>
);
