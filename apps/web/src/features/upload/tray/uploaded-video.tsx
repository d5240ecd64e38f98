'use client';

import { Anchor, Text, VisuallyHidden } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useOrganization } from '@/features/organization/organization-context';
import { useLiveCache } from '@/features/video/live-cache-of';
import { videoQuery } from '@/features/video/video-query';
import { videoPage } from '@/urls/video-urls';

type Props = { videoId: string; organizationId: string; fileName: string };

/** The processing state of an uploaded file, with a link to its video. */
export const UploadedVideo = ({ videoId, organizationId, fileName }: Props) => {
  const { keys } = useLiveCache();
  const isHere = useOrganization().current.id === organizationId;
  // The live stream only covers the current organization.
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
  if (status === 'failed') return error?.message ?? 'Processing failed';
  if (status === 'cancelled') return 'Processing canceled';
  if (playable) return 'Ready to watch';
  if (status === 'queued') return 'Queued';
  return status === 'completed' ? 'Completed' : `Processing ${progress}%`;
};
