import type { Page, VideoView } from '@media/sdk';
import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';

/** The query keys of an organization's videos. */
export const videoKeys = (organizationId: string) => {
  /** Prefix of every list's key. */
  const lists = ['videos', organizationId] as const;
  /** Prefix of every single video's key. */
  const videos = ['video', organizationId] as const;
  /** Prefix of the keys of all videos' jobs. */
  const allJobs = ['jobs', organizationId] as const;
  return {
    ...{ lists, videos, allJobs },
    list: (filters: object) => [...lists, filters] as const,
    trash: [...lists, 'trash'] as const,
    /** A video that is in the trash. */
    trashed: (id: string) => ['trashed', organizationId, id] as const,
    video: (id: string) => [...videos, id] as const,
    jobs: (id: string) => [...allJobs, id] as const,
    playback: (id: string) => ['playback', organizationId, id] as const,
    /** Undefined for keys of other organizations and other data. */
    kindOf: ([kind, owner, list]: readonly unknown[]): 'list' | 'trash' | 'video' | 'jobs' | undefined => {
      if (owner !== organizationId) return undefined;
      if (kind === lists[0]) return list === 'trash' ? 'trash' : 'list';
      if (kind === videos[0]) return 'video';
      return kind === allJobs[0] ? 'jobs' : undefined;
    },
  };
};

export type VideoKeys = ReturnType<typeof videoKeys>;

export type Pages = InfiniteData<Page<VideoView>>;

/** Changes a video in every list and on its own page. */
export const changeCachedVideo = (
  queryClient: QueryClient,
  keys: VideoKeys,
  id: string,
  change: (video: VideoView) => VideoView,
): void => {
  queryClient.setQueryData<VideoView>(keys.video(id), (video) => video && change(video));
  changeLists(queryClient, keys, (video) => (video.id === id ? change(video) : video));
};

/** Removes a deleted video from all lists but the trash before they are refetched. */
export const dropCachedVideo = (queryClient: QueryClient, keys: VideoKeys, id: string): void =>
  changeLists(queryClient, keys, without(id), 'list');

/** Removes a restored or deleted video from the trash before it is refetched. */
export const dropFromTrash = (queryClient: QueryClient, keys: VideoKeys, id: string): void =>
  changeLists(queryClient, keys, without(id), 'trash');

const without =
  (id: string) =>
  (video: VideoView): VideoView | undefined =>
    video.id === id ? undefined : video;

/** The videos of a list; empty while it has no data. */
export const listedVideos = (data: unknown): VideoView[] =>
  (data as Pages | undefined)?.pages.flatMap(({ items }) => items) ?? [];

/** A video that the page shows, in a list or on its own. */
export const findShownVideo = (queryClient: QueryClient, keys: VideoKeys, id: string): VideoView | undefined => {
  const cache = queryClient.getQueryCache();
  const shown = (queryKey: readonly unknown[]) =>
    cache.findAll({ queryKey, type: 'active' }).map(({ state }) => state.data);
  return [...(shown(keys.video(id)) as (VideoView | undefined)[]), ...shown(keys.lists).flatMap(listedVideos)].find(
    (video) => video?.id === id,
  );
};

/** Maps the videos of a list; those mapped to undefined are removed. */
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
  kind?: 'list' | 'trash',
): void => {
  const predicate = ({ queryKey }: Query): boolean => kind === undefined || keys.kindOf(queryKey) === kind;
  queryClient.setQueriesData<Pages>({ queryKey: keys.lists, predicate }, (pages) => pages && mapPages(pages, change));
};
