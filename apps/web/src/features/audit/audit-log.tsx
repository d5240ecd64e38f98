'use client';

import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { ListEnd } from '@/features/organization/page/list-end';
import styles from './audit.module.css';
import { type AuditFilters, isFiltered } from './audit-filters';
import { AuditRow } from './audit-row';
import { AuditToolbar } from './audit-toolbar';
import { useAudit } from './use-audit';
import { clearFilters, useAuditFilters } from './use-audit-filters';

/** The entries, with filters. */
export const AuditLog = () => {
  const filters = useAuditFilters();
  const query = useAudit(filters);
  const entries = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Stack gap="md">
      <AuditToolbar filters={filters} entries={entries ?? []} />
      {entries?.length === 0 && <NoEntries filters={filters} />}
      {entries?.length !== 0 && (
        <Paper withBorder p={{ base: 'md', sm: 'lg' }} component={Stack}>
          {entries && (
            <ul className={styles.list} aria-label="Entries">
              {entries.map((entry) => (
                <AuditRow key={entry.id} entry={entry} filters={filters} />
              ))}
            </ul>
          )}
          <ListEnd what="the audit log" query={query} />
        </Paper>
      )}
      <Text size="sm" c="dimmed" ta="center" role="status">
        {entries && countEntries(entries.length, query.hasNextPage)}
      </Text>
    </Stack>
  );
};

const countEntries = (count: number, hasMore: boolean): string =>
  `${count} ${count === 1 ? 'entry' : 'entries'}${hasMore ? ' loaded' : ''}`;

const NoEntries = ({ filters }: { filters: AuditFilters }) => (
  <Stack align="center" gap="xs" className={styles.empty}>
    <Title order={2}>No entries found</Title>
    <Text c="dimmed" ta="center">
      {describeEmpty(filters)}
    </Text>
    {isFiltered(filters) && (
      <Button variant="default" mt="xs" onClick={clearFilters}>
        Clear filters
      </Button>
    )}
  </Stack>
);

const describeEmpty = (filters: AuditFilters): string => {
  const { from, to } = filters;
  if (from !== '' && to !== '' && from > to) return 'The first day is after the last day.';
  return isFiltered(filters) ? 'Nothing in the log matches these filters.' : 'Nothing has been recorded yet.';
};
