'use client';

import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import { usePermission } from '@/features/organization/use-permission';
import { useIsTouch } from '@/features/upload/choose/use-is-touch';
import { UploadButton } from '@/features/upload/upload-button';
import styles from './states.module.css';

/** Shown in an empty library. */
export const NoVideos = () => (
  <Stack align="center" gap="sm" className={styles.empty}>
    <ThemeIcon variant="light" size={64} radius="xl">
      <IconMovie size={32} stroke={1.5} aria-hidden />
    </ThemeIcon>
    <Title order={2}>No videos yet</Title>
    {usePermission('upload.write') && <Invitation />}
  </Stack>
);

const Invitation = () => (
  <>
    <Text c="dimmed" maw="26rem" ta="center">
      {useIsTouch()
        ? 'Upload video or audio files.'
        : 'Upload video or audio files, or drop them anywhere on this page.'}{' '}
      You can start watching while a file is still processing.
    </Text>
    <UploadButton mt="xs" size="md" />
  </>
);
