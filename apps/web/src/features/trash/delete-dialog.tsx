'use client';

import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import { Confirmation } from './confirmation';
import { deletionText, nameVideos, videosAre } from './trash-texts';
import { useTrashCommands } from './use-trash-commands';

export type DeleteRequest = { videos: readonly VideoView[] };

type Props = {
  /** Undefined while the dialog is closed. */
  request: DeleteRequest | undefined;
  onClose: () => void;
  onDone: () => void;
};

/** Confirms that videos in the trash are deleted for good. */
export const DeleteDialog = ({ request, onClose, onDone }: Props) => {
  const { deleteForGood } = useTrashCommands();
  const videos = request?.videos ?? [];
  const finish = () => {
    onClose();
    onDone();
  };
  return (
    <Modal
      opened={request !== undefined}
      onClose={onClose}
      title={`Delete ${nameVideos(videos.length)} for good?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // The content goes with the request.
      transitionProps={{ duration: 0 }}
      centered
    >
      <Confirmation
        videos={videos}
        texts={[`${deletionText(videos.length)} This can't be undone.`]}
        verb="Delete for good"
        past="deleted"
        run={deleteForGood}
        onDone={() => {
          notifications.show({ color: 'teal', message: `${videosAre(videos)} deleted for good.` });
          finish();
        }}
        onCancel={onClose}
        onRead={finish}
      />
    </Modal>
  );
};
