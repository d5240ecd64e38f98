'use client';

import { notifyMenuFailed } from '../menu/notify-menu-failed';
import { useMenuOnDemand } from '../menu/use-menu-on-demand';
import { AccountButton } from './account-button';
import { useSession } from './session-provider';
import { SignLinks } from './sign-links';

const load = () => import('./account-open-menu').then(({ AccountOpenMenu }) => AccountOpenMenu);

/** The account menu, or the sign-in and sign-up links. */
export const AccountMenu = ({ canSignUp }: { canSignUp: boolean | undefined }) => {
  const session = useSession();
  if (session.status === 'anonymous') return <SignLinks canSignUp={canSignUp} />;
  if (session.status !== 'signedIn') return null;
  return <SignedIn name={session.user.name ?? session.user.email} email={session.user.email} />;
};

const SignedIn = ({ name, email }: { name: string; email: string }) => {
  const { OpenMenu, button } = useMenuOnDemand(load, notifyMenuFailed);
  return OpenMenu ? <OpenMenu name={name} email={email} /> : <AccountButton name={name} {...button} />;
};
