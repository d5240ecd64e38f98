'use client';

import { Button, NativeSelect, Text } from '@mantine/core';
import type { AuditEntryView } from '@media/sdk';
import { DayInput } from '@/controls/day-input';
import { ACTION_GROUPS, isKnownAction } from './action-texts';
import { ActorSelect } from './actor-select';
import styles from './audit.module.css';
import { type AuditFilters, isFiltered } from './audit-filters';
import { ExportButtons } from './export-buttons';
import { targetName } from './sentence';
import { changeFilters, clearFilters } from './use-audit-filters';

type Props = { filters: AuditFilters; entries: readonly AuditEntryView[] };

/** What, who and when the log shows. */
export const AuditToolbar = ({ filters, entries }: Props) => (
  <search>
    <div className={styles.toolbar}>
      <NativeSelect
        label="Action"
        value={filters.action}
        data={[{ value: '', label: 'All actions' }, ...ACTION_GROUPS]}
        onChange={({ currentTarget: { value } }) => changeFilters({ action: isKnownAction(value) ? value : '' })}
      />
      <ActorSelect actor={filters.actor} entries={entries} />
      <DayInput label="From" day={filters.from} onChange={(from) => changeFilters({ from })} />
      <DayInput label="To" day={filters.to} onChange={(to) => changeFilters({ to })} />
    </div>
    <div className={styles.bar}>
      <div className={styles.about}>
        {filters.target !== '' && <About target={filters.target} entries={entries} />}
        {isFiltered(filters) && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={clearFilters}>
            Clear filters
          </Button>
        )}
      </div>
      <ExportButtons filters={filters} isDisabled={entries.length === 0} />
    </div>
  </search>
);

/** Nothing else on the page shows that the entries are about one thing. */
const About = ({ target, entries }: { target: string; entries: readonly AuditEntryView[] }) => {
  const found = entries.flatMap(({ targets }) => targets).find(({ id }) => id === target);
  return <Text size="sm">Only entries about {found ? targetName(found) : 'one thing'}</Text>;
};
