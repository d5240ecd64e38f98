import type { Page, VideoView } from '@media/sdk';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';

/** Begins the key of every list, whatever its filters. */
export const VIDEOS_KEY = ['videos'] as const;
export const videoKey = (id: string) => ['video', id] as const;
export const jobsKey = (id: string) => ['jobs', id] as const;

type Pages = InfiniteData<Page<VideoView>>;

/** Changes a video wherever it is shown: in the library and on its own page. */
export const changeCachedVideo = (
  queryClient: QueryClient,
  id: string,
  change: (video: VideoView) => VideoView,
): void => {
  queryClient.setQueryData<VideoView>(videoKey(id), (video) => video && change(video));
  queryClient.setQueriesData<Pages>({ queryKey: VIDEOS_KEY }, (pages) => pages && mapPages(pages, id, change));
};

/** Takes a deleted video off the list at once, so that it is not seen there until the list is asked for again. */
export const dropCachedVideo = (queryClient: QueryClient, id: string): void => {
  queryClient.setQueriesData<Pages>(
    { queryKey: VIDEOS_KEY },
    (kept) => kept && { ...kept, pages: kept.pages.map((page) => withoutVideo(page, id)) },
  );
};

const withoutVideo = (page: Page<VideoView>, id: string): Page<VideoView> => ({
  ...page,
  items: page.items.filter((video) => video.id !== id),
});

const mapPages = ({ pages, pageParams }: Pages, id: string, change: (video: VideoView) => VideoView): Pages => ({
  pageParams,
  pages: pages.map((page) => ({
    ...page,
    items: page.items.map((video) => (video.id === id ? change(video) : video)),
  })),
});
