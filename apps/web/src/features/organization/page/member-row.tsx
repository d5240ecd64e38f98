'use client';

import { Badge, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { MemberView, OrganizationView } from '@media/sdk';
import { useSession } from '@/features/account/session-provider';
import { formatAge } from '@/format/format-age';
import { assignableRoles, roleTitle } from '../roles';
import { usePermission } from '../use-permission';
import styles from './organization-page.module.css';
import { RemoveMemberDialog } from './remove-member-dialog';
import { RoleSelect } from './role-select';

type Props = { member: MemberView; organization: OrganizationView };

/** A member, with their role and, for those who can manage members of that role, the means to change it. */
export const MemberRow = ({ member, organization }: Props) => {
  const session = useSession();
  const isSelf = session.status === 'signedIn' && session.user.id === member.userId;
  // The account of a personal organization stays its owner.
  const isFixed = isSelf && organization.isPersonal;
  const canManage =
    usePermission('member.manage') && !isFixed && assignableRoles(organization.role).includes(member.role);
  const label = member.name ?? member.email;
  return (
    <li className={styles.row}>
      <div className={styles.person}>
        <Group gap="xs" style={{ rowGap: 2 }}>
          <Text fw={550}>{label}</Text>
          {isSelf && (
            <Badge variant="light" color="teal" size="sm">
              You
            </Badge>
          )}
        </Group>
        {member.name && (
          <Text size="sm" c="dimmed">
            {member.email}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          Joined {formatAge(member.joinedAt)}
        </Text>
      </div>
      <div className={styles.actions}>
        {canManage ? (
          <RoleSelect member={member} organization={organization} isSelf={isSelf} />
        ) : (
          <Text size="sm">{roleTitle(member.role)}</Text>
        )}
        {canManage && !isSelf && <Remove member={member} organization={organization} />}
      </div>
    </li>
  );
};

const Remove = ({ member, organization }: Props) => {
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={dialog.open} aria-label={`Remove ${member.name ?? member.email}`}>
        Remove
      </Button>
      <RemoveMemberDialog member={member} organization={organization} isOpen={isOpen} onClose={dialog.close} />
    </>
  );
};
