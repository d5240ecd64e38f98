import type { Page, VideoView } from '@media/sdk';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';

/** Begins the key of every list, whatever its filters. */
export const VIDEOS_KEY = ['videos'] as const;
/** Begins the key of every single video. */
export const VIDEO_KEY = ['video'] as const;
export const videoKey = (id: string) => [...VIDEO_KEY, id] as const;
/** Begins the key of the runs of every video. */
export const JOBS_KEY = ['jobs'] as const;
export const jobsKey = (id: string) => [...JOBS_KEY, id] as const;

export const isListKey = ([first]: readonly unknown[]): boolean => first === VIDEOS_KEY[0];
export const isVideoKey = ([first]: readonly unknown[]): boolean => first === VIDEO_KEY[0];
export const isJobsKey = ([first]: readonly unknown[]): boolean => first === JOBS_KEY[0];

/** The data of a list. */
export type Pages = InfiniteData<Page<VideoView>>;

/** Changes a video wherever it is shown: in the library and on its own page. */
export const changeCachedVideo = (
  queryClient: QueryClient,
  id: string,
  change: (video: VideoView) => VideoView,
): void => {
  queryClient.setQueryData<VideoView>(videoKey(id), (video) => video && change(video));
  changeLists(queryClient, (video) => (video.id === id ? change(video) : video));
};

/** Takes a deleted video off the list at once, so that it is not seen there until the list is asked for again. */
export const dropCachedVideo = (queryClient: QueryClient, id: string): void =>
  changeLists(queryClient, (video) => (video.id === id ? undefined : video));

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

const changeLists = (queryClient: QueryClient, change: (video: VideoView) => VideoView | undefined): void => {
  queryClient.setQueriesData<Pages>({ queryKey: VIDEOS_KEY }, (pages) => pages && mapPages(pages, change));
};
