'use client';

import { Alert, Button, Center, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useHash } from '@mantine/hooks';
import type { InvitationLookup } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { roleInSentence, roleText } from '../organization/roles';
import { AcceptInvitation } from './accept-invitation';
import { describeProblem } from './describe-problem';
import { OtherAddress } from './other-address';
import { SignInFirst } from './sign-in-first';
import { tokenOf } from './token-of';

/** Shows the invitation whose token is in the fragment, which browsers don't send to servers, and accepts it. */
export const InvitationPage = () => {
  const [hash] = useHash();
  const token = tokenOf(hash);
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => client.invitations.lookup(token, signal),
    enabled: token !== '',
  });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data) return <Invitation token={token} invitation={data} />;
  return (
    <Center mih="40vh">
      <Loader aria-label="Loading" />
    </Center>
  );
};

const Invitation = ({ token, invitation }: { token: string; invitation: InvitationLookup }) => {
  const { organization, role, invitedBy } = invitation;
  return (
    <Frame title={`Join ${organization.name}`}>
      <Text>
        {invitedBy} invited you to become {roleInSentence(role)} of <strong>{organization.name}</strong>.{' '}
        {roleText(role)}
      </Text>
      <NextStep token={token} invitation={invitation} />
    </Frame>
  );
};

const NextStep = ({ token, invitation }: { token: string; invitation: InvitationLookup }) => {
  const session = useSession();
  if (session.status === 'anonymous') return <SignInFirst email={invitation.email} token={token} />;
  if (session.status === 'unreachable') return <Alert color="red">{session.error.message}</Alert>;
  if (session.status === 'loading') return <Loader aria-label="Loading" />;
  const { email } = session.user;
  // Addresses differ in case only by how they were typed.
  if (email.toLowerCase() !== invitation.email.toLowerCase())
    return <OtherAddress signedInAs={email} invitation={invitation} />;
  return <AcceptInvitation token={token} invitation={invitation} />;
};

const Problem = ({ error, onRetry }: { error: Error; onRetry: () => void }) => {
  const { title, text, canRetry } = describeProblem(error);
  return (
    <Frame title={title}>
      <Text>{text}</Text>
      {canRetry && (
        <Button variant="default" onClick={onRetry} style={{ alignSelf: 'flex-start' }}>
          Try again
        </Button>
      )}
    </Frame>
  );
};

const Frame = ({ title, children }: { title: string; children: ReactNode }) => (
  <Paper withBorder maw={480} mx="auto" mt={{ base: 'md', sm: '10vh' }} p={{ base: 'lg', xs: 'xl' }}>
    <Stack style={{ overflowWrap: 'anywhere' }}>
      <Title order={1} size="h2">
        {title}
      </Title>
      {children}
    </Stack>
  </Paper>
);
