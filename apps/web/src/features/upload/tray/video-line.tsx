'use client';

import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { videoPage } from '@/addresses/video-addresses';
import { videoQuery } from '@/features/video/video-query';

type Props = { videoId: string; fileName: string };

/** What has become of a file that has arrived, and the way to its page. */
export const VideoLine = ({ videoId, fileName }: Props) => {
  const { data: video } = useQuery(videoQuery(videoId));
  const action = video?.playable ? 'Watch' : 'Open';
  return (
    <>
      {video && (
        <Text span inherit c={video.status === 'failed' ? 'red' : undefined}>
          {` · ${describe(video)} · `}
        </Text>
      )}
      <Anchor
        component={Link}
        href={videoPage(videoId)}
        inherit
        underline="always"
        aria-label={`${action} ${fileName}`}
      >
        {action}
      </Anchor>
      <VisuallyHidden role="status">{video?.playable && `${fileName} is ready to watch.`}</VisuallyHidden>
    </>
  );
};

const describe = ({ status, playable, progress, error }: VideoView): string => {
  if (status === 'failed') return error?.message ?? 'processing failed';
  if (status === 'cancelled') return 'processing was cancelled';
  if (playable) return 'ready to watch';
  return status === 'completed' ? 'ready' : `processing ${progress} %`;
};
