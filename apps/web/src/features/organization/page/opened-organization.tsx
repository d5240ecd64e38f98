'use client';

import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { ApiError, type OrganizationView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { client } from '@/features/account/client';
import { organizationKey } from './organization-key';
import { useOpenedOrganization } from './use-opened-organization';

type Props = { id: string; children: (organization: OrganizationView) => ReactNode };

/** Loads the organization of a page and switches the tab to it. */
export const OpenedOrganization = ({ id, children }: Props) => {
  const { data, error, refetch } = useQuery({
    queryKey: organizationKey(id),
    queryFn: ({ signal }) => client.organizations.get(id, signal),
  });
  const isCurrent = useOpenedOrganization(id);
  if (error && (!data || isGone(error))) return <Missing error={error} onRetry={() => void refetch()} />;
  // Permissions are those in the current organization.
  return data && isCurrent ? <Fragment key={id}>{children(data)}</Fragment> : <Loading />;
};

const Loading = () => (
  <Stack gap="xl" maw={960} mx="auto" role="status" aria-label="Loading" aria-busy>
    <Skeleton height={40} width="50%" />
    <Skeleton height={140} radius="lg" />
    <Skeleton height={240} radius="lg" />
  </Stack>
);

const isGone = (error: Error): boolean => error instanceof ApiError && (error.status === 404 || error.status === 422);

const Missing = ({ error, onRetry }: { error: Error; onRetry: () => void }) => (
  <Stack maw={480} mx="auto" mt="xl">
    <Alert
      color={isGone(error) ? 'gray' : 'red'}
      title={isGone(error) ? 'Organization not found' : "Couldn't load the organization"}
    >
      {isGone(error)
        ? "It may have been deleted, or you aren't a member. If you should be, ask one of its owners or admins to invite you."
        : error.message}
    </Alert>
    <Group>
      {!isGone(error) && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
      <Button component={Link} href="/videos" variant="default">
        All videos
      </Button>
    </Group>
  </Stack>
);
