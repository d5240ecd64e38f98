import type { VideoView } from '@media/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { canProcessAgain } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import type { LiveCache } from '@/features/video/live-cache';
import { dropCachedVideo } from '@/features/video/video-queries';

type Videos = readonly VideoView[];

/** What the page has cached of the videos. */
type Cached = { queryClient: QueryClient; live: LiveCache };

/** Something that is done to several videos after asking. */
export type BulkAction = {
  concerns: (video: VideoView) => boolean;
  act: (cached: Cached, video: VideoView) => Promise<void>;
  color: string;
  verb: string;
  past: string;
  refusal: (count: number) => string;
  question: (videos: Videos) => string;
  warning: string;
  /** Why some of the videos that were chosen are skipped. */
  skipped: (videos: Videos) => string[];
};

const videosAre = (count: number): string => (count === 1 ? '1 video is' : `${count} videos are`);

const counted = (count: number): string => (count === 1 ? 'this video' : `${count} videos`);

export const BULK_ACTIONS = {
  delete: {
    concerns: () => true,
    act: async ({ queryClient, live: { keys } }, { id }) => {
      await client.videos.delete(id);
      dropCachedVideo(queryClient, keys, id);
      queryClient.removeQueries({ queryKey: keys.video(id) });
    },
    color: 'red',
    verb: 'Delete',
    past: 'deleted',
    refusal: (count) => (count === 1 ? 'Keep it' : 'Keep them'),
    question: ({ length }) => `Delete ${counted(length)}?`,
    warning: 'The source goes, too, and everything made of it. This cannot be undone.',
    skipped: () => [],
  },
  retry: {
    concerns: (video) => !isUnfinished(video) && canProcessAgain(video),
    act: async ({ queryClient, live }, { id }) => {
      await live.showResponse(() => client.videos.retry(id));
      void queryClient.invalidateQueries({ queryKey: live.keys.jobs(id) });
    },
    color: 'indigo',
    verb: 'Process again',
    past: 'put in the queue',
    refusal: () => 'Leave as it is',
    question: ({ length }) => `Process ${counted(length)} again?`,
    warning: 'By the same output preset. What there is now stays until the new result is complete.',
    skipped: (videos) => {
      const busy = videos.filter(isUnfinished).length;
      const hopeless = videos.filter((video) => !canProcessAgain(video)).length;
      return [
        ...(busy > 0 ? [`${videosAre(busy)} being processed and will be skipped.`] : []),
        ...(hopeless > 0 ? [`${videosAre(hopeless)} skipped: another file or output preset is needed.`] : []),
      ];
    },
  },
} as const satisfies Record<string, BulkAction>;

export type BulkActionName = keyof typeof BULK_ACTIONS;
