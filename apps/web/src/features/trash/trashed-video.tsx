'use client';

import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { IconRestore, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useLacksPermission, usePermission } from '@/features/organization/use-permission';
import { Age } from '@/features/video/age';
import { Frame } from '../library/item/frame';
import { DeleteDialog, type DeleteRequest } from './delete-dialog';
import { deletesIn } from './deletes-in';
import { restoreAndTell } from './notify-trashed';
import styles from './trash-page.module.css';
import { TrashRefused } from './trash-refused';
import { useTrashCommands } from './use-trash-commands';

/** The page of a video in the trash. */
export const TrashedVideo = ({ video }: { video: VideoView }) => {
  const { title, trashedAt, deletesAt } = video;
  const canEdit = usePermission('video.write');
  const isRefused = useLacksPermission('video.write');
  useEffect(() => {
    document.title = `${title} · Media Processor`;
  }, [title]);
  return (
    <Stack maw={640} mx="auto">
      <div className={styles.frame}>
        <Frame video={video} isPreviewing={false} />
      </div>
      <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      <Alert color="yellow" icon={<IconTrash aria-hidden />} title="This video is in the trash">
        <Text size="sm">
          {trashedAt && (
            <>
              It was moved there <Age since={trashedAt} />.{' '}
            </>
          )}
          Nobody can watch it until it's restored. {deletesAt && `It is deleted for good ${deletesIn(deletesAt)}.`}
        </Text>
      </Alert>
      {isRefused && <TrashRefused />}
      {canEdit && <Actions video={video} />}
    </Stack>
  );
};

const Actions = ({ video }: { video: VideoView }) => {
  const { restore } = useTrashCommands();
  const router = useRouter();
  const [request, setRequest] = useState<DeleteRequest>();
  const restoring = useMutation({ mutationFn: () => restoreAndTell([video], restore) });
  return (
    <Group>
      <Button
        leftSection={<IconRestore size={18} aria-hidden />}
        loading={restoring.isPending}
        onClick={() => restoring.mutate()}
      >
        Restore
      </Button>
      <Button variant="default" c="var(--mantine-color-error)" onClick={() => setRequest({ videos: [video] })}>
        Delete for good
      </Button>
      <Anchor component={Link} href="/trash" size="sm">
        Open the trash
      </Anchor>
      <DeleteDialog request={request} onClose={() => setRequest(undefined)} onDone={() => router.replace('/trash')} />
    </Group>
  );
};
