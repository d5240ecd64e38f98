'use client';

import { SegmentedControl, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { formatDateTime } from '@/format/format-time';
import { usePlayback } from '../use-playback';
import { CopyField } from './copy-field';
import { NoToken } from './no-token';
import { embedCode, streamLink } from './share-links';

/** The player for other pages, and the stream for other players. */
export const EmbedTab = ({ video }: { video: VideoView }) => {
  const { data, error, refetch } = usePlayback(video.id, video.playable);
  if (!video.playable)
    return (
      <Text size="sm" c="dimmed">
        Codes and links that work without signing in appear here as soon as the video is ready to watch.
      </Text>
    );
  if (error) return <NoToken message={error.message} onRetry={() => void refetch()} />;
  return data ? <Codes video={video} token={data.token} expiresAt={data.expiresAt} /> : null;
};

type CodesProps = { video: VideoView; token: string; expiresAt: string };

const Codes = ({ video, token, expiresAt }: CodesProps) => {
  const { origin } = window.location;
  const isOpen = video.visibility !== 'private';
  const until = formatDateTime(expiresAt);
  return (
    <Stack gap="lg">
      <CopyField
        label="Embed code"
        description={
          isOpen
            ? 'Adds the player to another page. Add ?t=90, ?autoplay=1 or ?loop=1 to its address to change how it starts.'
            : 'Adds the player to another page.'
        }
        value={embedCode(origin, video, isOpen ? undefined : token)}
        isCode
      />
      <StreamLink video={video} token={token} />
      <Text size="sm" c="dimmed">
        {`Until ${until}, anyone with the playback link${isOpen ? '' : ' or embed code'} can watch this video and download its outputs, but not the source file.`}
      </Text>
    </Stack>
  );
};

const StreamLink = ({ video, token }: Pick<CodesProps, 'video' | 'token'>) => {
  const [format, setFormat] = useState<'hls' | 'dash'>('hls');
  return (
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
        value={streamLink(window.location.origin, video, format, token)}
      />
    </Stack>
  );
};

const PLAYERS = {
  hls: 'Works in Safari and in players such as VLC.',
  dash: 'Works in players such as VLC.',
};

const FORMATS = [
  { value: 'hls', label: 'HLS' },
  { value: 'dash', label: 'DASH' },
];
