import type { VideoView } from '@media/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { nameVideos } from '@/features/trash/trash-texts';
import { canProcessAgain } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import type { LiveCache } from '@/features/video/live-cache';

type Videos = readonly VideoView[];

/** The page's caches of videos. */
type Cached = { queryClient: QueryClient; live: LiveCache };

/** An action on several videos that needs confirmation. */
export type BulkAction = {
  appliesTo: (video: VideoView) => boolean;
  act: (cached: Cached, video: VideoView) => Promise<void>;
  color: string;
  verb: string;
  past: string;
  question: (videos: Videos) => string;
  warning: (videos: Videos) => string;
  /** Why some of the selected videos are skipped. */
  skipped: (videos: Videos) => string[];
};

const videosAre = (count: number): string => (count === 1 ? '1 video is' : `${count} videos are`);
const videosNeed = (count: number): string => (count === 1 ? '1 video needs' : `${count} videos need`);

export const BULK_ACTIONS = {
  retry: {
    appliesTo: (video) => !isUnfinished(video) && canProcessAgain(video),
    act: async ({ queryClient, live }, { id }) => {
      await live.showResponse(() => client.videos.retry(id));
      void queryClient.invalidateQueries({ queryKey: live.keys.jobs(id) });
    },
    color: 'indigo',
    verb: 'Process again',
    past: 'queued',
    question: ({ length }) => `Process ${nameVideos(length)} again?`,
    warning: () => 'Uses the same output preset. Any existing outputs stay available until the new ones are complete.',
    skipped: (videos) => {
      const unfinished = videos.filter(isUnfinished).length;
      const unfixable = videos.filter((video) => !canProcessAgain(video)).length;
      return [
        ...(unfinished > 0 ? [`${videosAre(unfinished)} still processing and will be skipped.`] : []),
        ...(unfixable > 0 ? [`${videosNeed(unfixable)} another file or output preset and will be skipped.`] : []),
      ];
    },
  },
} as const satisfies Record<string, BulkAction>;

export type BulkActionName = keyof typeof BULK_ACTIONS;
