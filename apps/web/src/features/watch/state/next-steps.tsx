'use client';

import { Button, Group, Text } from '@mantine/core';
import { client } from '@/features/account/client';
import { useUploads } from '@/features/upload/uploads-context';
import type { FailureAction } from '@/features/video/failure-advice';
import { useVideoAction } from '../actions/use-video-action';

type Props = {
  videoId: string;
  /** Best first. */
  actions: readonly FailureAction[];
  retryLabel: string;
  onOtherPreset: () => void;
};

/** A button for each way to continue after processing failed or was canceled. */
export const NextSteps = ({ videoId, actions, retryLabel, onOtherPreset }: Props) => {
  const uploads = useUploads();
  const retry = useVideoAction(videoId, () => client.videos.retry(videoId));
  const buttons: Record<FailureAction, { label: string; onClick: () => void; loading?: boolean }> = {
    retry: { label: retryLabel, onClick: () => retry.mutate(), loading: retry.isPending },
    preset: { label: 'Use another output preset', onClick: onOtherPreset },
    upload: { label: 'Upload another file', onClick: () => void uploads.choose() },
  };
  return (
    <>
      <Group gap="xs">
        {actions.map((action, index) => {
          const { label, ...button } = buttons[action];
          return (
            <Button key={action} size="sm" variant={index === 0 ? 'filled' : 'default'} {...button}>
              {label}
            </Button>
          );
        })}
      </Group>
      {retry.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {retry.error.message}
        </Text>
      )}
    </>
  );
};
