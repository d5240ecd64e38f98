'use client';

import { Stack, Title } from '@mantine/core';
import { UploadButton } from '@/features/upload/upload-button';
import { UploadDrop } from '@/features/upload/upload-drop';
import { isNarrowed } from './filters';
import styles from './library.module.css';
import { LoadFailed } from './states/load-failed';
import { NoVideos } from './states/no-videos';
import { NothingFound } from './states/nothing-found';
import { Placeholders } from './states/placeholders';
import { Toolbar } from './toolbar';
import { useFilters } from './use-filters';
import { useLibrary } from './use-library';
import { useView } from './use-view';
import { VideoList } from './video-list';

export const Library = () => {
  const filters = useFilters();
  const [view, setView] = useView();
  const library = useLibrary(filters);
  const isEmpty = library.isShown && library.videos.length === 0;
  const hasNone = isEmpty && !isNarrowed(filters);
  return (
    <Stack gap="lg">
      <UploadDrop />
      <div className={styles.heading}>
        <Title order={1}>Videos</Title>
        {!hasNone && <UploadButton />}
      </div>
      {!hasNone && <Toolbar filters={filters} view={view} onView={setView} />}
      <section aria-label="Videos">
        {hasNone && <NoVideos />}
        {isEmpty && !hasNone && <NothingFound q={filters.q} />}
        {library.error && !library.isShown && (
          <LoadFailed message={library.error.message} onRetry={() => void library.refetch()} />
        )}
        {!library.error && !library.isShown && <Placeholders view={view} />}
        {library.videos.length > 0 && <VideoList library={library} view={view} />}
      </section>
    </Stack>
  );
};
