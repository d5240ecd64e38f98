'use client';

import { Overlay, Text } from '@mantine/core';
import { useUploadQueue } from './uploads-provider';
import { useFileDrop } from './use-file-drop';

/** Makes the whole page a place to drop files on. */
export const UploadDrop = () => {
  const queue = useUploadQueue();
  const isDragging = useFileDrop((files) => queue.add(files, 'stream'));
  if (!isDragging) return null;
  return (
    <Overlay fixed center zIndex={400} color="var(--mantine-color-body)" backgroundOpacity={0.9}>
      <Text size="xl" fw={600}>
        Drop to upload
      </Text>
    </Overlay>
  );
};
