'use client';

import { NativeSelect } from '@mantine/core';
import { useOrganization, useOrganizationIfSignedIn } from './organization-context';
import styles from './organization-switcher.module.css';
import { useSwitch } from './use-switch';

/** Hidden for users with only one organization. */
export const OrganizationSwitcher = () => {
  const count = useOrganizationIfSignedIn()?.organizations.length ?? 0;
  return count < 2 ? null : <Switcher />;
};

const Switcher = () => {
  const { current, organizations } = useOrganization();
  const switchTo = useSwitch();
  return (
    <NativeSelect
      aria-label="Organization"
      size="sm"
      className={styles.switcher}
      data-organizations
      value={current.id}
      data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={({ currentTarget }) => switchTo(currentTarget.value)}
    />
  );
};
