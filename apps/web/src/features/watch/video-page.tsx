'use client';

import { Anchor, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { VideoView } from '@media/sdk';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { isGone, Missing } from '@/controls/missing';
import { useOrganization } from '@/features/organization/organization-context';
import { applyMessage } from '@/features/video/apply-message';
import { isUnfinished } from '@/features/video/is-unfinished';
import { useLiveCache } from '@/features/video/live-cache-of';
import { isWaiting } from '@/features/video/queue-facts';
import { useQueueRefresh } from '@/features/video/use-queue-refresh';
import { videoKeys } from '@/features/video/video-queries';
import { videoQuery } from '@/features/video/video-query';
import { ReprocessDialog } from './actions/reprocess-dialog';
import { Description } from './description/description';
import { Details } from './details';
import { Jobs } from './jobs';
import { Result } from './result/result';
import { Savings } from './result/savings';
import { Screen } from './screen';
import { Processing } from './state/processing';
import { ProcessingAlert } from './state/processing-alert';
import { useJobs } from './use-jobs';
import { VideoHeader } from './video-header';
import styles from './video-page.module.css';
import { Warnings } from './warnings';

export const VideoPage = ({ id }: { id: string }) => {
  const { keys } = useLiveCache();
  const { data: video, error, refetch } = useQuery(videoQuery(keys, id));
  useOrganizationOf(video);
  useQueueRefresh(video !== undefined && isWaiting(video), refetch);

  // A loaded video that is gone was deleted, perhaps in another tab. Other errors leave the page as it is.
  if (error && (!video || isGone(error)))
    return <Missing error={error} {...textsOf(error, video !== undefined)} onRetry={() => void refetch()} />;
  return video ? <Video video={video} /> : <Loading />;
};

const Video = ({ video: known }: { video: VideoView }) => {
  const jobs = useJobs(known.id);
  // Never older than the steps beside it.
  const video = jobs.data ? applyMessage(known, jobs.data.video) : known;
  const [isReprocessing, reprocessing] = useDisclosure();
  const isRunning = isUnfinished(video);
  const isIncomplete = video.status === 'failed' || video.status === 'cancelled';
  useEffect(() => {
    document.title = `${video.title} · Media Processor`;
  }, [video.title]);
  return (
    <Stack gap="md">
      <Anchor component={Link} href="/videos" className={styles.back}>
        <IconChevronLeft size={16} aria-hidden />
        All videos
      </Anchor>
      <div className={styles.page}>
        <div className={styles.main}>
          {(video.playable || !isIncomplete) && <Screen video={video} />}
          {isIncomplete && (
            <ProcessingAlert video={video} job={jobs.data?.items[0]} onOtherPreset={reprocessing.open} />
          )}
          <VideoHeader video={video} onReprocess={reprocessing.open} />
          <Description video={video} />
          <Warnings warnings={video.warnings} />
        </div>
        <div className={styles.side}>
          {isRunning ? <Processing video={video} history={jobs.data} /> : <Savings video={video} />}
          <Details video={video} />
        </div>
        <div className={styles.rest}>
          <Result video={video} />
          <Jobs video={video} query={jobs} />
        </div>
      </div>
      <ReprocessDialog video={video} isOpen={isReprocessing} onClose={reprocessing.close} />
    </Stack>
  );
};

/** Opening a video switches to its organization, once: the user can then switch to another one. */
const useOrganizationOf = (video: VideoView | undefined): void => {
  const queryClient = useQueryClient();
  const { current, organizations, choose } = useOrganization();
  const isOpened = useRef(false);
  useEffect(() => {
    if (!video || isOpened.current) return;
    isOpened.current = true;
    const { organizationId } = video;
    if (organizationId === current.id || organizations.every(({ id }) => id !== organizationId)) return;
    queryClient.setQueryData(videoKeys(organizationId).video(video.id), video);
    choose(organizationId);
  }, [video, current, organizations, choose, queryClient]);
};

const Loading = () => (
  <div className={styles.page} role="status" aria-label="Loading" aria-busy>
    <div className={styles.main}>
      <Skeleton style={{ aspectRatio: '16 / 9' }} radius="lg" />
      <Skeleton height={32} width="60%" />
      <Skeleton height={16} width="40%" />
    </div>
    <div className={styles.side}>
      <Skeleton height={260} radius="lg" />
    </div>
  </div>
);

const textsOf = (error: Error, wasLoaded: boolean): { title: string; text: string } => {
  if (!isGone(error)) return { title: "Couldn't load the video", text: error.message };
  return wasLoaded
    ? { title: 'This video was deleted', text: 'Its source file and outputs were deleted with it.' }
    : { title: 'Video not found', text: "It may have been deleted, or you don't have access to it." };
};
