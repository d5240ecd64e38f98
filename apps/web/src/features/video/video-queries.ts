import type { Page, VideoView } from '@media/sdk';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';

/** The keys under which the videos of an organization are cached. */
export const videoKeys = (organizationId: string) => {
  /** Begins the key of every list, whatever its filters. */
  const lists = ['videos', organizationId] as const;
  /** Begins the key of every single video. */
  const videos = ['video', organizationId] as const;
  /** Begins the key of the jobs of every video. */
  const allJobs = ['jobs', organizationId] as const;
  return {
    ...{ lists, videos, allJobs },
    list: (filters: object) => [...lists, filters] as const,
    video: (id: string) => [...videos, id] as const,
    jobs: (id: string) => [...allJobs, id] as const,
    playback: (id: string) => ['playback', organizationId, id] as const,
    /** What is cached under a key, if it is of this organization. */
    kindOf: ([kind, owner]: readonly unknown[]): 'list' | 'video' | 'jobs' | undefined => {
      if (owner !== organizationId) return undefined;
      if (kind === lists[0]) return 'list';
      if (kind === videos[0]) return 'video';
      return kind === allJobs[0] ? 'jobs' : undefined;
    },
  };
};

export type VideoKeys = ReturnType<typeof videoKeys>;

/** The data of a list. */
export type Pages = InfiniteData<Page<VideoView>>;

/** Changes a video wherever it is shown: in the library and on its own page. */
export const changeCachedVideo = (
  queryClient: QueryClient,
  keys: VideoKeys,
  id: string,
  change: (video: VideoView) => VideoView,
): void => {
  queryClient.setQueryData<VideoView>(keys.video(id), (video) => video && change(video));
  changeLists(queryClient, keys, (video) => (video.id === id ? change(video) : video));
};

/** Takes a deleted video off the list at once, so that it is not seen there until the list is asked for again. */
export const dropCachedVideo = (queryClient: QueryClient, keys: VideoKeys, id: string): void =>
  changeLists(queryClient, keys, (video) => (video.id === id ? undefined : video));

/** The videos of a list, or none while it has no data. */
export const listedVideos = (data: unknown): VideoView[] =>
  (data as Pages | undefined)?.pages.flatMap(({ items }) => items) ?? [];

/** A list after a change of its videos; those that become undefined leave it. */
export const mapPages = ({ pages, pageParams }: Pages, change: (video: VideoView) => VideoView | undefined): Pages => ({
  pageParams,
  pages: pages.map((page) => ({
    ...page,
    items: page.items.map(change).filter((video) => video !== undefined),
  })),
});

const changeLists = (
  queryClient: QueryClient,
  keys: VideoKeys,
  change: (video: VideoView) => VideoView | undefined,
): void => {
  queryClient.setQueriesData<Pages>({ queryKey: keys.lists }, (pages) => pages && mapPages(pages, change));
};
