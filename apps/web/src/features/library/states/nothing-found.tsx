import { Button, Stack, Text, Title } from '@mantine/core';
import { clearFilters } from '../use-filters';
import styles from './states.module.css';

/** There are videos perhaps, but none that the filters let through. */
export const NothingFound = ({ q }: { q: string }) => (
  <Stack align="center" gap="xs" className={styles.invitation}>
    <Title order={2}>No videos found</Title>
    <Text c="dimmed" maw="26rem" ta="center" className={styles.words}>
      {q === '' ? 'No video is like this at the moment.' : `No title and no file name has “${q}” in it.`}
    </Text>
    <Button variant="default" mt="xs" onClick={clearFilters}>
      Show all videos
    </Button>
  </Stack>
);
