'use client';

import { Loading } from '../../email-link/loading';
import { CredentialsForm } from './credentials-form';
import type { Registration } from './registration';
import { useInvitation } from './use-invitation';

/** The form to sign in, with the address of the invitation that it returns to. */
export const SignIn = ({ registration }: { registration: Registration }) => {
  const { invitation, isLoading } = useInvitation();
  if (isLoading) return <Loading />;
  return <CredentialsForm mode="signIn" registration={registration} invitation={invitation} />;
};
