'use client';

import { Button, Center, Stack, Text } from '@mantine/core';
import { useCallbackRef, useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { VideoItem } from './item/video-item';
import styles from './item/video-item.module.css';
import type { Asked } from './select/bulk-action-dialog';
import type { SelectionState } from './select/use-selection';
import type { useLibrary } from './use-library';
import type { View } from './use-view';

type Library = ReturnType<typeof useLibrary>;
type Props = { library: Library; view: View; selection: SelectionState; onAsk: (asked: Asked) => void };

export const VideoList = ({ library, view, selection, onAsk }: Props) => {
  // The same functions for good: news of one video draw one item, not all of them.
  const choose = useCallbackRef(selection.choose);
  const ask = useCallbackRef(onAsk);
  return (
    <Stack gap="lg">
      <ul
        className={styles[view]}
        data-stale={library.isPlaceholderData || undefined}
        data-selecting={selection.selected.length > 0 || undefined}
      >
        {library.videos.map((video) => (
          <VideoItem key={video.id} video={video} isSelected={selection.has(video.id)} onChoose={choose} onAsk={ask} />
        ))}
      </ul>
      <Text size="sm" c="dimmed" ta="center" role="status" className={styles.numbers}>
        {counted(library.videos.length, library.hasNextPage)}
      </Text>
      {library.hasNextPage && <More library={library} />}
    </Stack>
  );
};

const counted = (count: number, hasMore: boolean): string =>
  `${count} ${count === 1 ? 'video' : 'videos'}${hasMore ? ' so far' : ''}`;

/** Loads what follows when it comes near; the button is for keyboards, and for when that failed. */
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
          The next videos could not be loaded.
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
