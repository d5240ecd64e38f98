'use client';

import { Alert, Anchor, Button, Center, Group, Loader, Stack, Text } from '@mantine/core';
import { ApiError, type VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { client } from '@/features/account/client';
import { isUnfinished } from '@/features/video/is-unfinished';
import { useLiveVideos } from '@/features/video/use-live-videos';
import { videoKey } from '@/features/video/video-queries';
import { Downloads } from './downloads';
import { Facts } from './facts';
import { Jobs } from './jobs';
import { PlaybackLink } from './playback-link';
import { Renditions } from './renditions';
import { Screen } from './screen';
import { VideoActions } from './video-actions';
import styles from './video-page.module.css';
import { VideoState } from './video-state';
import { VideoTitle } from './video-title';

export const VideoPage = ({ id }: { id: string }) => {
  const {
    data: video,
    error,
    refetch,
  } = useQuery({
    queryKey: videoKey(id),
    queryFn: ({ signal }) => client.videos.get(id, signal),
  });
  useLiveVideos(video && isUnfinished(video) ? [id] : []);

  if (video) return <Video video={video} />;
  if (error) return <Missing error={error} onRetry={() => void refetch()} />;
  return (
    <Center mih="40vh">
      <Loader aria-label="Loading" />
    </Center>
  );
};

const Video = ({ video }: { video: VideoView }) => (
  <Stack gap="lg">
    <Anchor component={Link} href="/videos" size="sm" w="fit-content">
      ← All videos
    </Anchor>
    <Group justify="space-between" align="flex-start" gap="sm">
      <VideoTitle video={video} />
      <VideoActions video={video} />
    </Group>
    <div className={styles.page}>
      <Stack gap="lg" className={styles.main}>
        <Screen video={video} />
        <VideoState video={video} />
      </Stack>
      <Stack gap="lg" className={styles.side}>
        <Downloads video={video} />
        {video.playable && <PlaybackLink id={video.id} />}
        <Renditions renditions={video.renditions} />
        <Facts video={video} />
      </Stack>
      <Stack gap="lg" className={styles.steps}>
        <Jobs video={video} />
      </Stack>
    </div>
  </Stack>
);

const Missing = ({ error, onRetry }: { error: Error; onRetry: () => void }) => {
  const isGone = error instanceof ApiError && (error.status === 404 || error.status === 422);
  return (
    <Stack maw={480} mx="auto" mt="xl">
      <Alert color={isGone ? 'gray' : 'red'} title={isGone ? 'No such video' : 'The video could not be loaded'}>
        <Text size="sm">{isGone ? 'It may have been deleted, or belongs to somebody else.' : error.message}</Text>
      </Alert>
      <Group>
        {!isGone && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button component={Link} href="/videos" variant="default">
          All videos
        </Button>
      </Group>
    </Stack>
  );
};
