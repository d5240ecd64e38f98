'use client';

import { Button } from '@mantine/core';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../account/client';
import { useSession } from '../account/session-provider';
import { signInFor } from '../account/sign-in/next-page';
import { useSignInPath } from '../account/sign-in/use-sign-in-path';
import { Loading } from '../email-link/loading';
import { Outcome } from '../email-link/outcome';
import { useLinkToken } from '../email-link/use-link-token';
import { describeFailure } from './describe-failure';

/** Confirms an email address with the token in the fragment as soon as it is opened, signed in or not. */
export const VerifyEmailPage = () => {
  const token = useLinkToken();
  if (token === undefined) return <Loading />;
  return <Verification key={token} token={token} />;
};

const Verification = ({ token }: { token: string }) => {
  const queryClient = useQueryClient();
  // A query, because it is sent only once even if React mounts the page twice. The token works once, so nothing may refetch it.
  const { data, error, refetch } = useQuery({
    queryKey: ['verified-email', token],
    queryFn: () => verify(queryClient, token),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retryOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (data) return <Verified email={data.email} />;
  if (error || token === '') return <Failure error={error} onRetry={() => void refetch()} />;
  return <Loading />;
};

const verify = async (queryClient: QueryClient, token: string) => {
  const verified = await client.auth.verifyEmail({ token });
  void queryClient.invalidateQueries({ queryKey: ['me'] });
  return verified;
};

const Verified = ({ email }: { email: string }) => {
  const isSignedIn = useSession().status !== 'anonymous';
  const signInPath = useSignInPath();
  return (
    <Outcome
      title="Email address confirmed"
      text={
        <>
          <strong>{email}</strong> is now the confirmed address of your account.
        </>
      }
      next={isSignedIn ? { label: 'Open library', href: '/videos' } : { label: 'Sign in', href: signInPath }}
    />
  );
};

const Failure = ({ error, onRetry }: { error: Error | null; onRetry: () => void }) => {
  const isSignedIn = useSession().status !== 'anonymous';
  const { title, text, canRetry } = describeFailure(error, isSignedIn);
  const account = isSignedIn
    ? { label: 'Open account page', href: '/account' }
    : { label: 'Sign in', href: signInFor('/account') };
  return (
    <Outcome title={title} text={text} {...(!canRetry && { next: account })}>
      {canRetry && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Outcome>
  );
};
