import type { Page, VideoView } from '@media/sdk';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';

/** Begins the key of every list, whatever its filters. */
export const VIDEOS_KEY = ['videos'] as const;
/** Begins the key of every single video. */
export const VIDEO_KEY = ['video'] as const;
export const videoKey = (id: string) => [...VIDEO_KEY, id] as const;
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

/** Marks the lists that do not have a video as behind, and tells which of them are on the page, by their hashes. Asks for nothing. */
export const markListsWithout = (queryClient: QueryClient, id: string): string[] => {
  const lacking = queryClient
    .getQueryCache()
    .findAll({ queryKey: VIDEOS_KEY })
    .filter(({ state }) => !hasVideo(state.data as Pages | undefined, id));
  for (const { queryKey } of lacking)
    void queryClient.invalidateQueries({ queryKey, exact: true, refetchType: 'none' });
  return lacking.filter((query) => query.isActive()).map(({ queryHash }) => queryHash);
};

/** Asks for these lists, as far as they are still on the page. */
export const refreshLists = (queryClient: QueryClient, hashes: ReadonlySet<string>): Promise<void> =>
  queryClient.refetchQueries({
    queryKey: VIDEOS_KEY,
    type: 'active',
    predicate: ({ queryHash }) => hashes.has(queryHash),
  });

const hasVideo = (pages: Pages | undefined, id: string): boolean =>
  pages?.pages.some(({ items }) => items.some((video) => video.id === id)) ?? false;

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
