import type { VideoView } from '@media/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { canProcessAgain } from '@/features/video/failure-advice';
import { isUnfinished } from '@/features/video/is-unfinished';
import type { LiveCache } from '@/features/video/live-cache';
import { dropCachedVideo } from '@/features/video/video-queries';

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

const nameVideos = (count: number): string => (count === 1 ? 'this video' : `${count} videos`);

export const BULK_ACTIONS = {
  delete: {
    appliesTo: () => true,
    act: async ({ queryClient, live: { keys } }, { id }) => {
      await client.videos.delete(id, { permanently: true });
      dropCachedVideo(queryClient, keys, id);
      queryClient.removeQueries({ queryKey: keys.video(id) });
    },
    color: 'red',
    verb: 'Delete',
    past: 'deleted',
    question: ({ length }) => `Delete ${nameVideos(length)}?`,
    warning: ({ length }) =>
      length === 1
        ? "This deletes the video, its source file and all outputs. This can't be undone."
        : "This deletes the videos, their source files and all outputs. This can't be undone.",
    skipped: () => [],
  },
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
