'use client';

import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { ApiError, type OrganizationView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import { AccountSection } from '@/features/account/account-page/account-section';
import { client } from '@/features/account/client';
import { ApiKeys } from '@/features/api-keys/api-keys';
import { UsageSections } from '@/features/usage/usage-sections';
import { Invitations } from '../invitations/invitations';
import { roleInSentence } from '../roles';
import { usePermission } from '../use-permission';
import { DeleteOrganization } from './delete-organization';
import { LeaveOrganization } from './leave-organization';
import { Members } from './members';
import { organizationKey } from './organization-key';
import { OrganizationName } from './organization-name';
import { RoleList } from './role-list';
import { useOpenedOrganization } from './use-opened-organization';

/** The name, members and roles of an organization. The tab switches to it. */
export const OrganizationPage = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery({
    queryKey: organizationKey(id),
    queryFn: ({ signal }) => client.organizations.get(id, signal),
  });
  const isCurrent = useOpenedOrganization(id);
  if (error && (!data || isGone(error))) return <Missing error={error} onRetry={() => void refetch()} />;
  // Permissions are those in the current organization.
  return data && isCurrent ? <Organization key={id} organization={data} /> : <Loading />;
};

const Organization = ({ organization }: { organization: OrganizationView }) => {
  const { name, role, isPersonal } = organization;
  const canInvite = usePermission('member.manage');
  const canDelete = usePermission('organization.manage');
  const managesKeys = usePermission('key.manage');
  useEffect(() => {
    document.title = `${name} · Media Processor`;
  }, [name]);
  return (
    <Stack gap="xl" maw={960} mx="auto">
      <div>
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        <Text c="dimmed" mt={4}>
          {isPersonal ? 'Your personal organization.' : `You are ${roleInSentence(role)} of this organization.`}
        </Text>
      </div>
      <AccountSection title="Name" text="All members see it in the organization switcher.">
        <OrganizationName organization={organization} />
      </AccountSection>
      <AccountSection title="Members" text="They share the library of this organization.">
        <Members organization={organization} />
      </AccountSection>
      {canInvite && (
        <AccountSection title="Invitations" text="People join with a link that works once, for seven days.">
          <Invitations organization={organization} />
        </AccountSection>
      )}
      <UsageSections />
      <AccountSection title="Roles" text="What each member can do depends on their role.">
        <RoleList own={role} />
      </AccountSection>
      {managesKeys && (
        <AccountSection
          title="API keys"
          text="A program signs in with a key and can do only what the key allows. If a member leaves, their keys stop working."
        >
          <ApiKeys />
        </AccountSection>
      )}
      {!isPersonal && (
        <AccountSection title="Leave" text="Stop being a member.">
          <LeaveOrganization organization={organization} />
        </AccountSection>
      )}
      {!isPersonal && canDelete && (
        <AccountSection title="Delete" text="Remove the organization and everything in it.">
          <DeleteOrganization organization={organization} />
        </AccountSection>
      )}
    </Stack>
  );
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
