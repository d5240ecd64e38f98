'use client';

import { Button, FileButton, Overlay, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { RecipeSelect } from './recipe-select';
import { UploadList } from './upload-list';
import { useUploadQueue } from './uploads-provider';
import { useFileDrop } from './use-file-drop';

/** Picks files, or takes them dropped anywhere, and shows how they get on. */
export const UploadPanel = () => {
  const queue = useUploadQueue();
  const [recipe, setRecipe] = useState('stream');
  const add = (files: File[]) => queue.add(files, recipe);
  const isDragging = useFileDrop(add);

  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-label="Upload">
      {isDragging && (
        <Overlay fixed center zIndex={400} color="var(--mantine-color-body)" backgroundOpacity={0.9}>
          <Text size="xl" fw={600}>
            Drop to upload
          </Text>
        </Overlay>
      )}
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          <Stack gap={4}>
            <Text fw={600}>Upload videos</Text>
            <Text size="sm" c="dimmed" mb={6}>
              Drop files anywhere on this page, or choose them.
            </Text>
            <FileButton multiple accept="video/*,audio/*,.mkv,.ts,.mts,.m2ts,.avi,.flv,.wmv,.mxf" onChange={add}>
              {(props) => (
                <Button {...props} w={{ base: '100%', sm: 'fit-content' }}>
                  Choose files
                </Button>
              )}
            </FileButton>
          </Stack>
          <RecipeSelect value={recipe} onChange={setRecipe} />
        </SimpleGrid>
        <UploadList />
      </Stack>
    </Paper>
  );
};
