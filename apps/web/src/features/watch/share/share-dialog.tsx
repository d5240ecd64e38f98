'use client';

import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { formatDateTime } from '@/format/format-time';
import { usePlayback } from '../use-playback';
import { CopyField } from './copy-field';
import { embedCode, pageLink, streamLink } from './share-links';

type Props = { video: VideoView; isOpen: boolean; onClose: () => void };

export const ShareDialog = ({ video, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Share" closeButtonProps={{ 'aria-label': 'Close' }} size="lg">
    <Stack gap="lg">
      <CopyField
        label="Page link"
        description="Requires an account with access to this video."
        value={pageLink(window.location.origin, video)}
      />
      {video.playable ? (
        <PlaybackLinks video={video} />
      ) : (
        <Text size="sm" c="dimmed">
          Links that work without signing in appear here as soon as the video is ready to watch.
        </Text>
      )}
    </Stack>
  </Modal>
);

const PlaybackLinks = ({ video }: { video: VideoView }) => {
  const [format, setFormat] = useState<'hls' | 'dash'>('hls');
  const { data, error, refetch } = usePlayback(video.id, true);
  if (error) return <NoToken message={error.message} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { origin } = window.location;
  const until = formatDateTime(data.expiresAt);
  return (
    <>
      <Stack gap="xs">
        <SegmentedControl
          aria-label="Stream format"
          value={format}
          onChange={(value) => setFormat(value === 'dash' ? 'dash' : 'hls')}
          data={FORMATS}
          w="fit-content"
        />
        <CopyField
          label="Playback link"
          description={PLAYERS[format]}
          value={streamLink(origin, video, format, data.token)}
        />
      </Stack>
      <CopyField
        label="Embed code"
        description="Adds the player to another page."
        value={embedCode(origin, video, data.token)}
        isCode
      />
      <Text size="sm" c="dimmed">
        Until {until}, anyone with the playback link or embed code can watch this video and download its outputs, but
        not the source file.
      </Text>
    </>
  );
};

const NoToken = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Group justify="space-between">
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {message}
    </Text>
    <Button size="xs" variant="default" onClick={onRetry}>
      Try again
    </Button>
  </Group>
);

const PLAYERS = {
  hls: 'Works in Safari and in players such as VLC.',
  dash: 'Works in players such as VLC.',
};

const FORMATS = [
  { value: 'hls', label: 'HLS' },
  { value: 'dash', label: 'DASH' },
];
