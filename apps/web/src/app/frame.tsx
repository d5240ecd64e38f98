'use client';

import { AppShell, Container, Group, Text, UnstyledButton } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AccountMenu } from '@/features/account/account-menu';
import { useSession } from '@/features/account/session-provider';

/** The bar at the top and the width of every page. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const { status } = useSession();
  return (
    <AppShell header={{ height: 60 }}>
      <AppShell.Header>
        <Container size="xl" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <UnstyledButton component={Link} href={status === 'signedIn' ? '/videos' : '/'}>
              <Group gap="xs" wrap="nowrap">
                <Logo />
                <Text fw={700} visibleFrom="xs">
                  Media Processor
                </Text>
              </Group>
            </UnstyledButton>
            <AccountMenu />
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Main>
        <Container size="xl" py="md">
          {children}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
};

const Logo = () => (
  <svg width="28" height="28" viewBox="0 0 32 32" role="img" aria-label="Media Processor">
    <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
    <path d="M12 9.5v13a1 1 0 0 0 1.5.86l11-6.5a1 1 0 0 0 0-1.72l-11-6.5a1 1 0 0 0-1.5.86z" fill="#fff" />
  </svg>
);
