'use client';

import { Anchor, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { VideoView } from '@media/sdk';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
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
import { Savings } from './result/savings';
import { Screen } from './screen';
import { Processing } from './state/processing';
import { ProcessingAlert } from './state/processing-alert';
import { openVideoTab, useVideoTab } from './tabs/use-video-tab';
import { VideoTabs } from './tabs/video-tabs';
import { Tags } from './tags/tags';
import { useJobs } from './use-jobs';
import { VideoHeader } from './video-header';
import styles from './video-page.module.css';
import { WarningsNotice } from './warnings-notice';

const GoneVideo = dynamic(() => import('@/features/trash/gone-video').then((module) => module.GoneVideo));

export const VideoPage = ({ id }: { id: string }) => {
  const { keys } = useLiveCache();
  const { data: video, error, refetch } = useQuery(videoQuery(keys, id));
  const [trashed, setTrashed] = useState<VideoView>();
  useOrganizationOf(video ?? trashed);
  useQueueRefresh(video !== undefined && isWaiting(video), refetch);

  // A loaded video that is gone was deleted, perhaps in another tab. Other errors leave the page as it is.
  if (error && (!video || isGone(error))) {
    const texts = textsOf(error, video !== undefined);
    const missing = <Missing error={error} {...texts} onRetry={() => void refetch()} />;
    return isGone(error) ? <GoneVideo id={id} onTrashed={setTrashed} instead={missing} /> : missing;
  }
  return video ? <Video video={video} /> : <Loading />;
};

const Video = ({ video: known }: { video: VideoView }) => {
  // Who comes while it is being processed stays with that, also when it ends.
  const [wasRunning, setWasRunning] = useState(false);
  if (isUnfinished(known) && !wasRunning) setWasRunning(true);
  const tab = useVideoTab(wasRunning || isIncomplete(known) ? 'processing' : 'details');
  const jobs = useJobs(known.id, tab === 'processing' || known.status !== 'completed');
  // Never older than the steps beside it.
  const video = jobs.data ? applyMessage(known, jobs.data.video) : known;
  const [isReprocessing, reprocessing] = useDisclosure();
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${video.title} · Media Processor`;
  }, [video.title]);
  const showWarnings = () => {
    openVideoTab('processing');
    tabs.current?.scrollIntoView();
  };
  return (
    <div className={styles.page}>
      <Anchor component={Link} href="/videos" className={styles.back}>
        <IconChevronLeft size={16} aria-hidden />
        All videos
      </Anchor>
      <div className={styles.main}>
        {(video.playable || !isIncomplete(video)) && <Screen video={video} />}
        {isIncomplete(video) && (
          <ProcessingAlert video={video} job={jobs.data?.items[0]} onOtherPreset={reprocessing.open} />
        )}
        <VideoHeader video={video} onReprocess={reprocessing.open} />
        <Tags video={video} />
        <Description video={video} />
        {tab !== 'processing' && <WarningsNotice warnings={video.warnings} onShow={showWarnings} />}
      </div>
      {/* Keeps its place until the page is left, so that the player keeps its size. */}
      {wasRunning && (
        <div className={styles.side}>
          {isUnfinished(video) ? <Processing video={video} history={jobs.data} /> : <Savings video={video} />}
        </div>
      )}
      <div className={styles.rest} ref={tabs}>
        <VideoTabs video={video} jobs={jobs} tab={tab} />
      </div>
      <ReprocessDialog video={video} isOpen={isReprocessing} onClose={reprocessing.close} />
    </div>
  );
};

const isIncomplete = ({ status }: VideoView): boolean => status === 'failed' || status === 'cancelled';

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
    if (!video.trashedAt) queryClient.setQueryData(videoKeys(organizationId).video(video.id), video);
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
  </div>
);

const textsOf = (error: Error, wasLoaded: boolean): { title: string; text: string } => {
  if (!isGone(error)) return { title: "Couldn't load the video", text: error.message };
  return wasLoaded
    ? { title: 'This video was deleted', text: 'Its source file and outputs were deleted with it.' }
    : { title: 'Video not found', text: "It may have been deleted, or you don't have access to it." };
};
