'use client';

import { Skeleton, Stack } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { isGone, Missing } from '@/controls/missing';
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
  if (error && (!data || isGone(error)))
    return <Missing error={error} {...textsOf(error)} onRetry={() => void refetch()} />;
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

const textsOf = (error: Error): { title: string; text: string } =>
  isGone(error)
    ? {
        title: 'Organization not found',
        text: "It may have been deleted, or you aren't a member. If you should be, ask one of its owners or admins to invite you.",
      }
    : { title: "Couldn't load the organization", text: error.message };
