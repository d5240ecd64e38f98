import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import { UploadButton } from '@/features/upload/upload-button';
import styles from './states.module.css';

/** For who is here for the first time. */
export const NoVideos = () => (
  <Stack align="center" gap="sm" className={styles.invitation}>
    <ThemeIcon variant="light" size={64} radius="xl">
      <IconMovie size={32} stroke={1.5} aria-hidden />
    </ThemeIcon>
    <Title order={2}>No videos yet</Title>
    <Text c="dimmed" maw="26rem" ta="center">
      Upload a video or a sound file, or drop some anywhere on this page. Each can be watched here while it is still
      being processed.
    </Text>
    <UploadButton mt="xs" size="md" />
  </Stack>
);
