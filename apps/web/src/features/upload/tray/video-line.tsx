'use client';

import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { videoPage } from '@/addresses/video-addresses';
import { useOrganization } from '@/features/organization/organization-context';
import { useLiveCache } from '@/features/video/live-cache-of';
import { videoQuery } from '@/features/video/video-query';

type Props = { videoId: string; organizationId: string; fileName: string };

/** What has become of a file that has arrived, and the way to its page. */
export const VideoLine = ({ videoId, organizationId, fileName }: Props) => {
  const { keys } = useLiveCache();
  const isHere = useOrganization().current.id === organizationId;
  // Of a video elsewhere there would be no news.
  const { data: video } = useQuery({ ...videoQuery(keys, videoId), enabled: isHere });
  const action = video?.playable ? 'Watch' : 'Open';
  return (
    <>
      {' · '}
      {video && (
        <Text span inherit c={video.status === 'failed' ? 'red' : undefined}>
          {`${describe(video)} · `}
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
