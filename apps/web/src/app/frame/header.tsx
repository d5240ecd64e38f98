'use client';

import { Group } from '@mantine/core';
import Link from 'next/link';
import { AccountMenu } from '@/features/account/account-menu';
import { useSession } from '@/features/account/session-provider';
import { ColorSchemeMenu } from './color-scheme-menu';
import styles from './frame.module.css';
import { Logo } from './logo';
import { NavLinks } from './nav-links';

export const Header = () => {
  const { status } = useSession();
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link href={status === 'signedIn' ? '/videos' : '/'} className={styles.brand} aria-label="Media Processor">
          <Logo />
          <span className={styles.brandName}>Media Processor</span>
        </Link>
        {status === 'signedIn' && <NavLinks />}
        <Group gap="xs" wrap="nowrap" ml="auto">
          <ColorSchemeMenu />
          <AccountMenu />
        </Group>
      </div>
    </header>
  );
};
