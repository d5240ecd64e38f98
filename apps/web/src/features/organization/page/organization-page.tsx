'use client';

import { Stack, Text, Title } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useEffect } from 'react';
import { AccountSection } from '@/features/account/account-page/account-section';
import { ApiKeys } from '@/features/api-keys/api-keys';
import { AuditSection } from '@/features/audit/audit-section';
import { StatisticsSection } from '@/features/statistics/statistics-section';
import { UsageSections } from '@/features/usage/usage-sections';
import { EmbedSites } from '../embedding/embed-sites';
import { Invitations } from '../invitations/invitations';
import { roleInSentence } from '../roles';
import { usePermission } from '../use-permission';
import { DeleteOrganization } from './delete-organization';
import { LeaveOrganization } from './leave-organization';
import { Members } from './members';
import { OpenedOrganization } from './opened-organization';
import { OrganizationName } from './organization-name';
import { RoleList } from './role-list';

/** The name, members and roles of an organization. */
export const OrganizationPage = ({ id }: { id: string }) => (
  <OpenedOrganization id={id}>{(organization) => <Organization organization={organization} />}</OpenedOrganization>
);

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
      <AccountSection title="Roles" text="What each member can do depends on their role.">
        <RoleList own={role} />
      </AccountSection>
      <AccountSection title="Embedding" text="Which sites can show your videos in their pages.">
        <EmbedSites organization={organization} />
      </AccountSection>
      <StatisticsSection organization={organization} />
      <UsageSections />
      <AuditSection />
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
