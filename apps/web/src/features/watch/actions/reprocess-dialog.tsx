'use client';

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { client } from '@/features/account/client';
import { RecipeChoice } from '@/features/upload/choose/recipe-choice';
import { adviceFor } from '@/features/video/failure-advice';
import { hasResult } from '@/features/video/has-result';
import { useVideoAction } from './use-video-action';

type Props = { video: VideoView; isOpen: boolean; onClose: () => void };

export const ReprocessDialog = ({ video, isOpen, onClose }: Props) => (
  <Modal opened={isOpen} onClose={onClose} title="Process again" closeButtonProps={{ 'aria-label': 'Close' }} size="lg">
    {/* Mounts when the dialog opens, so it starts with the current recipe. */}
    <Form video={video} onClose={onClose} />
  </Modal>
);

const Form = ({ video, onClose }: Pick<Props, 'video' | 'onClose'>) => {
  const [recipe, setRecipe] = useState(adviceFor(video)?.preset ?? video.recipe);
  const retry = useVideoAction(video.id, () => client.videos.retry(video.id, recipe));
  return (
    <Stack>
      <RecipeChoice value={recipe} onChange={setRecipe} />
      <Text size="sm" c="dimmed">
        {hasResult(video)
          ? 'The current outputs stay available until the new ones are complete.'
          : "The source file is still stored, so you don't need to upload it again."}
      </Text>
      {retry.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {retry.error.message}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={retry.isPending} onClick={() => retry.mutate(undefined, { onSuccess: onClose })}>
          Process again
        </Button>
      </Group>
    </Stack>
  );
};
