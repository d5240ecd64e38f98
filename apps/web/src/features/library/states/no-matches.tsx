import { Button, Stack, Text, Title } from '@mantine/core';
import { isNarrowed, type LibraryFilters } from '../filters';
import { clearFilters } from '../use-filters';
import styles from './states.module.css';

/** Shown when the filters leave out every video. */
export const NoMatches = ({ filters }: { filters: LibraryFilters }) => (
  <Stack align="center" gap="xs" className={styles.empty}>
    <Title order={2}>No videos found</Title>
    <Text c="dimmed" maw="26rem" ta="center" className={styles.words}>
      {describeFilters(filters)}
    </Text>
    <Button variant="default" mt="xs" onClick={clearFilters}>
      Show all videos
    </Button>
  </Stack>
);

const describeFilters = (filters: LibraryFilters): string => {
  if (filters.q === '') return 'No videos match these filters.';
  const isSearchAlone = !isNarrowed({ ...filters, q: '' });
  return isSearchAlone
    ? `No title or file name contains “${filters.q}”.`
    : `No videos match “${filters.q}” and these filters.`;
};
