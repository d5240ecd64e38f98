'use client';

import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { MemberView, OrganizationView } from '@media/sdk';
import { useState } from 'react';
import { assignableRoles, type Role, roleInSentence, roleTitle } from '../roles';
import { ConfirmDialog } from './confirm-dialog';
import styles from './organization-page.module.css';
import { useChangeRole } from './use-change-role';

type Props = { member: MemberView; organization: OrganizationView; isSelf: boolean };

/** Changes the role of a member. Giving up one's own asks first, because only others can give it back. */
export const RoleSelect = ({ member, organization, isSelf }: Props) => {
  const label = member.name ?? member.email;
  const change = useChangeRole(organization.id, member.userId);
  const [wanted, setWanted] = useState<Role>();
  const choices = assignableRoles(organization.role);
  const save = (role: Role) =>
    change.mutate(role, {
      onSuccess: () => {
        notifications.show({ message: `${label} is now ${roleInSentence(role)}.`, color: 'teal' });
        setWanted(undefined);
      },
      onError: ({ message }) => {
        // The dialog shows it for one's own role.
        if (!isSelf) notifications.show({ title: `Couldn't change the role of ${label}`, message, color: 'red' });
      },
    });
  const choose = (value: string) => {
    const role = choices.find((choice) => choice === value);
    if (!role) return;
    if (!isSelf) return save(role);
    change.reset();
    setWanted(role);
  };
  return (
    <>
      <NativeSelect
        className={styles.role}
        aria-label={`Role of ${label}`}
        value={change.isPending && !isSelf ? change.variables : member.role}
        disabled={change.isPending}
        data={choices.map((role) => ({ value: role, label: roleTitle(role) }))}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      <ConfirmDialog
        title="Change your own role?"
        text={`You become ${wanted ? roleInSentence(wanted) : ''}. You can't undo this yourself: to get your role back, ask ${organization.role === 'owner' ? 'another owner' : 'an owner or admin'}.`}
        action="Change my role"
        isOpen={wanted !== undefined}
        isBusy={change.isPending}
        error={change.error}
        onConfirm={() => wanted && save(wanted)}
        onClose={() => setWanted(undefined)}
      />
    </>
  );
};
