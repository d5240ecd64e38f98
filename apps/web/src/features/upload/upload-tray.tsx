'use client';

import { Paper } from '@mantine/core';
import { UploadList } from './upload-list';
import { useUploadItems, useUploadQueue } from './uploads-provider';

/** The uploads of this page, wherever in it one walks. */
export const UploadTray = () => {
  const items = useUploadItems(useUploadQueue());
  if (items.length === 0) return null;
  return (
    <Paper
      withBorder
      shadow="md"
      p="md"
      pos="fixed"
      right={16}
      bottom={16}
      w="min(400px, calc(100vw - 32px))"
      style={{ zIndex: 150 }}
    >
      <UploadList />
    </Paper>
  );
};
