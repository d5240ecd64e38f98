import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { AccountSection } from '@/features/account/account-page/account-section';
import { useOrganization } from '@/features/organization/organization-context';
import { usePermission } from '@/features/organization/use-permission';
import { auditPage } from '@/urls/organization-urls';

/** A link to the audit log of the current organization, for members who can read it. */
export const AuditSection = () => {
  const { current } = useOrganization();
  if (!usePermission('audit.read')) return null;
  return (
    <AccountSection title="Audit log" text="Who did what in the organization, when and from where.">
      <Anchor component={Link} href={auditPage(current.id)} fw={550}>
        Open the audit log
      </Anchor>
    </AccountSection>
  );
};
