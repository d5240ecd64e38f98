'use client';

import { Button, Center, Stack, Text } from '@mantine/core';
import { useCallbackRef, useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { usePermission } from '@/features/organization/use-permission';
import { VideoItem } from './item/video-item';
import styles from './item/video-item.module.css';
import type { LibraryRequest } from './select/bulk-action-dialog';
import type { SelectionState } from './select/use-selection';
import type { useLibrary } from './use-library';
import type { View } from './use-view';

type Library = ReturnType<typeof useLibrary>;
type Props = { library: Library; view: View; selection: SelectionState; onAction: (request: LibraryRequest) => void };

export const VideoList = ({ library, view, selection, onAction }: Props) => {
  // Stable functions, so that an update of one video renders one item.
  const select = useCallbackRef(selection.select);
  const act = useCallbackRef(onAction);
  const canEdit = usePermission('video.write');
  return (
    <Stack gap="lg">
      <ul
        className={styles[view]}
        data-stale={library.isPlaceholderData || undefined}
        data-selecting={selection.selected.length > 0 || undefined}
      >
        {library.videos.map((video) => (
          <VideoItem
            key={video.id}
            video={video}
            canEdit={canEdit}
            isSelected={selection.has(video.id)}
            onSelect={select}
            onAction={act}
          />
        ))}
      </ul>
      <Text size="sm" c="dimmed" ta="center" role="status" className={styles.numbers}>
        {countVideos(library.videos.length, library.hasNextPage)}
      </Text>
      {library.hasNextPage && <More library={library} />}
    </Stack>
  );
};

const countVideos = (count: number, hasMore: boolean): string =>
  `${count} ${count === 1 ? 'video' : 'videos'}${hasMore ? ' loaded' : ''}`;

/** Loads the next page when the end of the list comes near the viewport. The button is for keyboards and for retries. */
const More = ({
  library: { fetchNextPage, isFetching, isFetchingNextPage, isFetchNextPageError },
}: {
  library: Library;
}) => {
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '600px' });
  const isNear = entry?.isIntersecting ?? false;

  useEffect(() => {
    if (isNear && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [isNear, isFetching, isFetchNextPageError, fetchNextPage]);

  return (
    <Stack align="center" gap="xs" ref={ref}>
      {isFetchNextPageError && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          Couldn't load more videos.
        </Text>
      )}
      <Center>
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Load more
        </Button>
      </Center>
    </Stack>
  );
};
