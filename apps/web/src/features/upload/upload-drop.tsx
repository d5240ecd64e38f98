'use client';

import { Overlay, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { droppedFiles } from './choose/dropped-files';
import { useFileDrop } from './choose/use-file-drop';
import { useFilePaste } from './choose/use-file-paste';
import { useUploads } from './uploads-context';

/** Accepts files and folders dropped or pasted anywhere on the page. */
export const UploadDrop = () => {
  const uploads = useUploads();
  useFilePaste(uploads.choose);
  const isDragging = useFileDrop(async ({ items }) => {
    const files = await droppedFiles(items);
    if (files.length > 0) await uploads.choose(files);
  });
  if (!isDragging) return null;
  return (
    <Overlay fixed zIndex={400} color="var(--mantine-color-body)" backgroundOpacity={0.85} blur={8} p="lg">
      <Stack
        h="100%"
        align="center"
        justify="center"
        gap="xs"
        style={{ border: '2px dashed var(--mantine-primary-color-filled)', borderRadius: 'var(--mantine-radius-lg)' }}
      >
        <IconUpload size={48} stroke={1.5} aria-hidden />
        <Text size="xl" fw={600}>
          Drop to upload
        </Text>
        <Text c="dimmed">Video files, audio files, or folders</Text>
      </Stack>
    </Overlay>
  );
};
