'use client';

import { Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { UploadButton } from '@/features/upload/upload-button';
import { UploadDrop } from '@/features/upload/upload-drop';
import { isNarrowed } from './filters';
import styles from './library.module.css';
import { type Asked, DeedDialog } from './select/deed-dialog';
import { SelectionBar } from './select/selection-bar';
import { useSelection } from './select/use-selection';
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
  const selection = useSelection(library.videos);
  const [asked, setAsked] = useState<Asked>();
  const [isAsking, asking] = useDisclosure();
  const ask = (what: Asked) => {
    setAsked(what);
    asking.open();
  };
  const isSelecting = selection.selected.length > 0;
  const isEmpty = library.isShown && library.videos.length === 0;
  const hasNone = isEmpty && !isNarrowed(filters);
  return (
    <Stack gap="lg">
      <UploadDrop />
      <div className={styles.heading}>
        <Title order={1}>Videos</Title>
        {!hasNone && <UploadButton />}
      </div>
      {!hasNone && (
        <div className={styles.controls} data-selecting={isSelecting || undefined}>
          <Toolbar filters={filters} view={view} onView={setView} />
          {isSelecting && <SelectionBar selection={selection} onAsk={ask} />}
        </div>
      )}
      <section aria-label="Videos">
        {hasNone && <NoVideos />}
        {isEmpty && !hasNone && <NothingFound q={filters.q} />}
        {library.error && !library.isShown && (
          <LoadFailed message={library.error.message} onRetry={() => void library.refetch()} />
        )}
        {!library.error && !library.isShown && <Placeholders view={view} />}
        {library.videos.length > 0 && <VideoList library={library} view={view} selection={selection} onAsk={ask} />}
      </section>
      <DeedDialog
        asked={asked}
        isOpen={isAsking}
        onClose={asking.close}
        onDone={() => {
          asking.close();
          selection.clear();
        }}
      />
    </Stack>
  );
};
