'use client';

import { Button, Group } from '@mantine/core';
import Link from 'next/link';
import { useMenuOnDemand } from '../menu/use-menu-on-demand';
import { AccountButton } from './account-button';
import { useSession } from './session-provider';

const load = () => import('./account-open-menu').then(({ AccountOpenMenu }) => AccountOpenMenu);

/** Who is signed in, with the ways out; or the ways in. */
export const AccountMenu = () => {
  const session = useSession();
  if (session.status === 'anonymous') return <WaysIn />;
  if (session.status !== 'signedIn') return null;
  return <SignedIn name={session.user.name ?? session.user.email} email={session.user.email} />;
};

const WaysIn = () => (
  <Group gap="xs" wrap="nowrap">
    <Button component={Link} href="/sign-in" variant="subtle" color="gray" px="sm">
      Sign in
    </Button>
    <Button component={Link} href="/sign-up" px="sm">
      Sign up
    </Button>
  </Group>
);

const SignedIn = ({ name, email }: { name: string; email: string }) => {
  const { OpenMenu, button } = useMenuOnDemand(load);
  return OpenMenu ? <OpenMenu name={name} email={email} /> : <AccountButton name={name} {...button} />;
};
