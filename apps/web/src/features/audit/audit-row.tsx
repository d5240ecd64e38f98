'use client';

import { Anchor, Badge, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { AuditEntryView } from '@media/sdk';
import { IconChevronDown } from '@tabler/icons-react';
import Link from 'next/link';
import { Fragment, type ReactNode, useId } from 'react';
import { useOrganization } from '@/features/organization/organization-context';
import { formatAge } from '@/format/format-age';
import { formatDate, formatDateTime } from '@/format/format-time';
import { auditPage } from '@/urls/organization-urls';
import { tellAction } from './action-texts';
import styles from './audit.module.css';
import { type AuditFilters, filtersToQuery } from './audit-filters';
import { EntryDetails } from './entry-details';
import { actorName, type Part, targetName } from './sentence';

type Props = { entry: AuditEntryView; filters: AuditFilters };

/** An entry as a sentence, with its time and place. */
export const AuditRow = ({ entry, filters }: Props) => {
  const [isOpen, details] = useDisclosure();
  const id = useId();
  const { at, actor, context } = entry;
  return (
    <li className={styles.row}>
      <Text component="div" className={styles.sentence}>
        <Narrow filters={filters} to={{ actor: actor.id ?? '' }} title="Show only what they did">
          {actorName(actor)}
        </Narrow>{' '}
        <Sentence parts={tellAction(entry)} filters={filters} />
        {entry.action === 'request.refused' && (
          <Badge variant="light" color="red" size="sm" ml="xs">
            Refused
          </Badge>
        )}
      </Text>
      <div className={styles.facts}>
        <Text size="sm" c="dimmed">
          <time dateTime={at}>{formatWhen(at)}</time>
          {context.ip !== null && <span className={styles.address}>{` · from ${context.ip}`}</span>}
        </Text>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={details.toggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          rightSection={<IconChevronDown size={14} aria-hidden className={styles.chevron} />}
        >
          Details
        </Button>
      </div>
      {isOpen && <EntryDetails id={id} entry={entry} />}
    </li>
  );
};

/** `5 minutes ago · Nov 1, 2026, 2:05 PM`; only the time after a week. */
const formatWhen = (at: string): string => {
  const [age, exact] = [formatAge(at), formatDateTime(at)];
  return age === formatDate(at) ? exact : `${age} · ${exact}`;
};

const Sentence = ({ parts, filters }: { parts: readonly Part[]; filters: AuditFilters }) =>
  parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an entry never change.
    <Fragment key={index}>
      {typeof part === 'string' ? (
        part
      ) : (
        <Narrow filters={filters} to={{ target: part.id }} title="Show only entries about this">
          {targetName(part)}
        </Narrow>
      )}
    </Fragment>
  ));

type NarrowProps = { filters: AuditFilters; to: Partial<AuditFilters>; title: string; children: ReactNode };

/** A name that filters the log. The system has no id to filter by. */
const Narrow = ({ filters, to, title, children }: NarrowProps) => {
  const { current } = useOrganization();
  if (Object.values(to).includes('')) return <b className={styles.name}>{children}</b>;
  return (
    <Anchor
      component={Link}
      href={auditPage(current.id) + filtersToQuery({ ...filters, ...to })}
      prefetch={false}
      className={styles.name}
      title={title}
      inherit
    >
      {children}
    </Anchor>
  );
};
