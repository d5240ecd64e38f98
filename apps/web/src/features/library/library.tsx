'use client';

import { Stack, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { type ComponentProps, useState } from 'react';
import { useLacksPermission, usePermission } from '@/features/organization/use-permission';
import { UploadButton } from '@/features/upload/upload-button';
import { UploadDrop } from '@/features/upload/upload-drop';
import { countFilters, isNarrowed, type LibraryFilters } from './filters';
import styles from './library.module.css';
import type { LibraryRequest } from './select/bulk-action-dialog';
import { useSelection } from './select/use-selection';
import { LoadFailed } from './states/load-failed';
import { Placeholders } from './states/placeholders';
import { Toolbar } from './toolbar';
import { replaceFilterTag, useFilters } from './use-filters';
import { useLibrary } from './use-library';
import { useView } from './use-view';
import { VideoList } from './video-list';

// Loaded on first use, to keep it out of the page's first load.
const UploadRefused = dynamic(() => import('@/features/upload/upload-refused').then((module) => module.UploadRefused));
const FilterChips = dynamic(() => import('./filter/filter-chips').then((module) => module.FilterChips));
const NoVideos = dynamic(() => import('./states/no-videos').then((module) => module.NoVideos));
const NoMatches = dynamic(() => import('./states/no-matches').then((module) => module.NoMatches));
const SelectionBar = dynamic(() => import('./select/selection-bar').then((module) => module.SelectionBar));
const RequestDialog = dynamic(() => import('./select/request-dialog').then((module) => module.RequestDialog));
const ManageTags = dynamic(() => import('@/features/tags/manage/manage-tags').then((module) => module.ManageTags));

export const Library = () => {
  const filters = useFilters();
  const [view, setView] = useView();
  const library = useLibrary(filters);
  const selection = useSelection(library.videos);
  const [request, setRequest] = useState<LibraryRequest>();
  const [isConfirming, confirmation] = useDisclosure();
  const [tagManager, setTagManager] = useState<'never' | 'open' | 'closed'>('never');
  const confirm = (action: LibraryRequest) => {
    setRequest(action);
    confirmation.open();
  };
  const finish = () => {
    confirmation.close();
    selection.clear();
  };
  const canUpload = usePermission('upload.write');
  const isRefused = useLacksPermission('upload.write');
  const isSelecting = selection.selected.length > 0;
  const hasNone = library.isShown && library.videos.length === 0 && !isNarrowed(filters);
  return (
    <Stack gap="lg">
      {canUpload && <UploadDrop />}
      <div className={styles.heading}>
        <Title order={1}>Videos</Title>
        {!hasNone && canUpload && <UploadButton />}
      </div>
      {isRefused && <UploadRefused />}
      {!hasNone && (
        <div className={styles.controls} data-selecting={isSelecting || undefined}>
          <Toolbar filters={filters} view={view} onView={setView} onManageTags={() => setTagManager('open')} />
          {isSelecting && <SelectionBar selection={selection} onAction={confirm} />}
        </div>
      )}
      {countFilters(filters) > 0 && <FilterChips filters={filters} />}
      <section aria-label="Videos">
        {hasNone ? <NoVideos /> : <Results {...{ filters, view, library, selection }} onAction={confirm} />}
      </section>
      {request && (
        <RequestDialog request={request} isOpen={isConfirming} onClose={confirmation.close} onDone={finish} />
      )}
      {tagManager !== 'never' && (
        <ManageTags
          isOpen={tagManager === 'open'}
          onClose={() => setTagManager('closed')}
          onReplaced={replaceFilterTag}
        />
      )}
    </Stack>
  );
};

type ResultsProps = ComponentProps<typeof VideoList> & { filters: LibraryFilters };

const Results = ({ filters, ...shown }: ResultsProps) => {
  const { isShown, videos, error, refetch } = shown.library;
  if (!isShown && error) return <LoadFailed message={error.message} onRetry={() => void refetch()} />;
  if (!isShown) return <Placeholders view={shown.view} />;
  if (videos.length === 0) return <NoMatches filters={filters} />;
  return <VideoList {...shown} />;
};
