'use client';

import { Stack, Text } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useMembers } from '../use-members';
import { useLacksPermission } from '../use-permission';
import { whoToAsk } from '../who-to-ask';
import { ListEnd } from './list-end';
import { MemberRow } from './member-row';
import styles from './organization-page.module.css';

/** Everybody in the organization, with their roles. */
export const Members = ({ organization }: { organization: OrganizationView }) => {
  const query = useMembers(organization.id);
  const { data } = query;
  const isRefused = useLacksPermission('member.manage');
  const members = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      {data && (
        <ul className={styles.list} aria-label="Members">
          {members.map((member) => (
            <MemberRow key={member.userId} member={member} organization={organization} />
          ))}
        </ul>
      )}
      <ListEnd what="the members" query={query} />
      {isRefused && data && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {`Only owners and admins can change roles. Ask ${whoToAsk(members) ?? 'one of them'}.`}
        </Text>
      )}
    </Stack>
  );
};
