'use client';

import { ActionIcon, Button, Checkbox, Text, Tooltip } from '@mantine/core';
import { formatBytes } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import { IconRestore, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { Age } from '@/features/video/age';
import { videoPage } from '@/urls/video-urls';
import { Frame } from '../library/item/frame';
import type { SelectionState } from '../library/select/use-selection';
import type { DeleteRequest } from './delete-dialog';
import { deletesIn } from './deletes-in';
import { restoreAndTell } from './notify-trashed';
import styles from './trash-page.module.css';
import { useTrashCommands } from './use-trash-commands';

type Props = {
  videos: readonly VideoView[];
  canEdit: boolean;
  selection: SelectionState;
  onDelete: (request: DeleteRequest) => void;
};

export const TrashList = ({ videos, canEdit, selection, onDelete }: Props) => (
  <ul className={styles.list}>
    {videos.map((video) => (
      <li key={video.id} className={styles.item} data-selected={selection.has(video.id) || undefined}>
        {canEdit && (
          <Checkbox
            className={styles.check}
            aria-label={`Select ${video.title}`}
            checked={selection.has(video.id)}
            onChange={({ nativeEvent }) =>
              selection.select(video.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        )}
        <div className={styles.frame}>
          <Frame video={video} isPreviewing={false} />
        </div>
        <Facts video={video} />
        {canEdit && <Actions video={video} onDelete={onDelete} />}
      </li>
    ))}
  </ul>
);

const Facts = ({ video: { id, title, source, trashedAt, deletesAt } }: { video: VideoView }) => (
  <div className={styles.text}>
    <Text component={Link} href={videoPage(id)} prefetch={false} fw={600} c="inherit">
      {title}
    </Text>
    <div className={styles.facts}>
      {formatBytes(source.sizeBytes)}
      {trashedAt && (
        <>
          {' · moved here '}
          <Age since={trashedAt} />
        </>
      )}
      {deletesAt && <div>Deleted for good {deletesIn(deletesAt)}</div>}
    </div>
  </div>
);

const Actions = ({ video, onDelete }: { video: VideoView; onDelete: Props['onDelete'] }) => {
  const { restore } = useTrashCommands();
  const restoring = useMutation({ mutationFn: () => restoreAndTell([video], restore) });
  return (
    <div className={styles.actions}>
      <Button
        variant="default"
        size="compact-sm"
        h={30}
        leftSection={<IconRestore size={16} aria-hidden />}
        loading={restoring.isPending}
        aria-label={`Restore ${video.title}`}
        onClick={() => restoring.mutate()}
      >
        Restore
      </Button>
      <Tooltip label="Delete for good">
        <ActionIcon
          variant="default"
          size={30}
          c="var(--mantine-color-error)"
          aria-label={`Delete ${video.title} for good`}
          onClick={() => onDelete({ videos: [video] })}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
};
