'use client';

import { Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { formatDateTime } from '@/format/format-time';
import { Section } from '../section';
import { CopyField } from '../share/copy-field';
import { NoToken } from '../share/no-token';
import { usePlayback } from '../use-playback';
import styles from './developers-panel.module.css';

/** The addresses of the media. Whoever has them can watch. */
export const SignedAddresses = ({ video }: { video: VideoView }) => {
  const { data, error, refetch } = usePlayback(video.id, video.playable);
  const poster = video.outputs.find(({ kind }) => kind === 'poster')?.url;
  return (
    <Section title="Signed addresses">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {data
            ? validity(data.expiresAt)
            : 'The addresses of the stream appear here when the video is ready to watch.'}
        </Text>
        {error && <NoToken message={error.message} onRetry={() => void refetch()} />}
        <div className={styles.fields}>
          {data && (
            <>
              <CopyField label="HLS playlist" description="For Safari, hls.js, VLC and apps." value={data.hlsUrl} />
              <CopyField label="DASH manifest" description="For dash.js, shaka-player and VLC." value={data.dashUrl} />
            </>
          )}
          {poster && (
            <CopyField
              label="Poster file"
              description="The image in the store, for five hours or more."
              value={poster}
            />
          )}
        </div>
      </Stack>
    </Section>
  );
};

const validity = (expiresAt: string): string =>
  `Until ${formatDateTime(expiresAt)}, anyone who has the playlist or manifest can watch this video and download its outputs, but not the source file. Changing your password or signing out everywhere ends them early. Programs request new ones by POST /videos/{id}/playback-tokens.`;
