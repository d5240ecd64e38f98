'use client';

import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useMembers } from '../use-members';
import { useLacksPermission } from '../use-permission';
import { whoToAsk } from '../who-to-ask';
import { MemberRow } from './member-row';
import styles from './organization-page.module.css';

/** Everybody in the organization, with their roles. */
export const Members = ({ organization }: { organization: OrganizationView }) => {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMembers(organization.id);
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
      {!data && !error && <MembersSkeleton />}
      {error && (
        <Alert color="red" title="Couldn't load the members">
          {error.message}
          <Button size="compact-sm" variant="default" mt="xs" display="block" onClick={() => void refetch()}>
            Try again
          </Button>
        </Alert>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          style={{ alignSelf: 'flex-start' }}
        >
          Load more
        </Button>
      )}
      {isRefused && data && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {`Only owners and admins can change roles. Ask ${whoToAsk(members) ?? 'one of them'}.`}
        </Text>
      )}
    </Stack>
  );
};

const MembersSkeleton = () => (
  <Stack gap="sm" role="status" aria-label="Loading members">
    <Skeleton height={44} />
    <Skeleton height={44} />
  </Stack>
);
