import type { Page, VideoView } from '@media/sdk';
import type { InfiniteData } from '@tanstack/react-query';

type Pages = InfiniteData<Page<VideoView>>;

/** An answer may have been on its way while the stream told of more: of the same run the further progress is shown. */
export const furtherProgress = (shown: VideoView | undefined, fresh: VideoView): VideoView =>
  shown?.status === 'processing' && fresh.status === 'processing' && shown.progress > fresh.progress
    ? { ...fresh, progress: shown.progress }
    : fresh;

/** The same for all videos of a list. */
export const furtherInPages = (shown: Pages | undefined, fresh: Pages): Pages => {
  const known = new Map(shown?.pages.flatMap(({ items }) => items.map((video) => [video.id, video] as const)));
  const pages = fresh.pages.map((page) => ({
    ...page,
    items: page.items.map((video) => furtherProgress(known.get(video.id), video)),
  }));
  return { ...fresh, pages };
};
