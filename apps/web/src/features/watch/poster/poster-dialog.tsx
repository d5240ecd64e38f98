'use client';

import { Alert, Button, Group, Loader, Modal, Stack, Tabs, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { type ReactNode, useEffect, useState } from 'react';
import { useUpdateVideo } from '../actions/use-update-video';
import { MomentTab } from './moment-tab';
import { PictureTab } from './picture-tab';

type Props = { video: VideoView; isOpen: boolean; onClose: () => void };

export const PosterDialog = ({ video, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Change poster" closeButtonProps={{ 'aria-label': 'Close' }} size="xl">
    {/* Mounts when the dialog opens, so it starts with the current poster. */}
    <Choice video={video} onClose={onClose} />
  </Modal>
);

const Choice = ({ video, onClose }: Pick<Props, 'video' | 'onClose'>) => {
  const [wasAsked, setWasAsked] = useState(false);
  const { kind, status, error } = video.poster;
  const isDone = wasAsked && status === 'ready';
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  const tab = { video, onAsked: () => setWasAsked(true), cancel: <CancelButton onClick={onClose} /> };
  return (
    <Stack gap="md">
      {status === 'pending' && (
        <Group gap="sm" role="status">
          <Loader size="xs" />
          <Text size="sm">Making the poster. You can close this dialog.</Text>
        </Group>
      )}
      {status === 'failed' && error && (
        <Alert color="red" title="The poster couldn't be made">
          {error.message}
        </Alert>
      )}
      <Tabs defaultValue={kind === 'picture' ? 'picture' : 'moment'} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="moment">Moment</Tabs.Tab>
          <Tabs.Tab value="picture">Picture</Tabs.Tab>
          <Tabs.Tab value="automatic">Automatic</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="moment">
          <MomentTab {...tab} />
        </Tabs.Panel>
        <Tabs.Panel value="picture">
          <PictureTab {...tab} />
        </Tabs.Panel>
        <Tabs.Panel value="automatic">
          <AutomaticTab {...tab} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
};

const CancelButton = ({ onClick }: { onClick: () => void }) => (
  <Button variant="default" onClick={onClick}>
    Cancel
  </Button>
);

type TabProps = { video: VideoView; onAsked: () => void; cancel: ReactNode };

const AutomaticTab = ({ video, onAsked, cancel }: TabProps) => {
  const update = useUpdateVideo(video.id);
  const isAutomatic = video.poster.kind === 'automatic';
  return (
    <Stack>
      <Text size="sm">
        {isAutomatic
          ? 'The video shows the frame that processing chose, near the beginning.'
          : 'Return to the frame that processing chose, near the beginning.'}
      </Text>
      {update.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {update.error.message}
        </Text>
      )}
      <Group justify="flex-end">
        {cancel}
        <Button
          disabled={isAutomatic}
          loading={update.isPending}
          onClick={() => update.mutate({ posterAtMs: null }, { onSuccess: onAsked })}
        >
          Use automatic poster
        </Button>
      </Group>
    </Stack>
  );
};
