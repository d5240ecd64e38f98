'use client';

import { Anchor, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import Link from 'next/link';
import { useEffect } from 'react';
import { OpenedOrganization } from '@/features/organization/page/opened-organization';
import { usePermissions } from '@/features/organization/use-permission';
import { organizationPage } from '@/urls/organization-urls';
import { AuditLog } from './audit-log';
import { AuditRefused } from './audit-refused';

/** What members, API keys and the service did in an organization. */
export const AuditPage = ({ id }: { id: string }) => (
  <OpenedOrganization id={id}>{(organization) => <Audit organization={organization} />}</OpenedOrganization>
);

const Audit = ({ organization: { id, name } }: { organization: OrganizationView }) => {
  useEffect(() => {
    document.title = `Audit log of ${name} · Media Processor`;
  }, [name]);
  return (
    <Stack gap="lg" maw={960} mx="auto">
      <div>
        <Anchor component={Link} href={organizationPage(id)} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Anchor>
        <Title order={1}>Audit log</Title>
        <Text c="dimmed" mt={4}>
          Who did what in this organization, when and from where. The newest entries come first.
        </Text>
      </div>
      <Content />
    </Stack>
  );
};

const Content = () => {
  const permissions = usePermissions();
  if (!permissions) return <Skeleton height={240} radius="lg" role="status" aria-label="Loading" />;
  return permissions.includes('audit.read') ? <AuditLog /> : <AuditRefused />;
};
