import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { countFilters, type LibraryFilters } from '../filters';
import { changeFilters, clearFilters } from '../use-filters';
import styles from './states.module.css';

/** Shown when the filters leave out every video: why, and what to do about it. */
export const NoMatches = ({ filters }: { filters: LibraryFilters }) => {
  const isCombined = filters.q !== '' && countFilters(filters) > 0;
  return (
    <Stack align="center" gap="xs" className={styles.empty}>
      <Title order={2}>No videos found</Title>
      <Text c="dimmed" maw="26rem" ta="center" className={styles.words}>
        {describeFilters(filters)}
      </Text>
      <Group justify="center" gap="xs" mt="xs">
        {isCombined && (
          <>
            <Button variant="default" onClick={() => clearFilters({ keepsSearch: true })}>
              Clear filters
            </Button>
            <Button variant="default" onClick={() => changeFilters({ q: '' })}>
              Clear search
            </Button>
          </>
        )}
        <Button variant="default" onClick={() => clearFilters()}>
          Show all videos
        </Button>
      </Group>
    </Stack>
  );
};

const describeFilters = (filters: LibraryFilters): string => {
  const count = countFilters(filters);
  const theFilters = count === 1 ? 'the filter' : `all ${count} filters`;
  if (filters.q === '') return `No video matches ${theFilters} above.`;
  const search = `“${filters.q}” in its title, description, tags or file name`;
  return count === 0 ? `No video has ${search}.` : `No video has ${search} and matches ${theFilters} above.`;
};
