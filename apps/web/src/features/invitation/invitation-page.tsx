'use client';

import { Alert, Button, Loader, Text } from '@mantine/core';
import type { InvitationLookup } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '@/features/account/session-provider';
import type { Registration } from '@/features/account/sign-in/registration';
import { Frame } from '../email-link/frame';
import { Loading } from '../email-link/loading';
import { useLinkToken } from '../email-link/use-link-token';
import { roleInSentence, roleText } from '../organization/roles';
import { AcceptInvitation } from './accept-invitation';
import { describeProblem, INCOMPLETE_LINK, type InvitationProblem } from './describe-problem';
import { invitationQuery } from './invitation-query';
import { OtherAddress } from './other-address';
import { SignInFirst } from './sign-in-first';

/** Shows the invitation whose token is in the fragment, and accepts it. */
export const InvitationPage = ({ registration }: { registration: Registration }) => {
  const token = useLinkToken();
  if (token === undefined) return <Loading />;
  return token === '' ? <Problem {...INCOMPLETE_LINK} /> : <LookedUp token={token} registration={registration} />;
};

type LinkProps = { token: string; registration: Registration };

const LookedUp = (link: LinkProps) => {
  const { data, error, refetch } = useQuery(invitationQuery(link.token));
  if (error) return <Problem {...describeProblem(error)} onRetry={() => void refetch()} />;
  return data ? <Invitation {...link} invitation={data} /> : <Loading />;
};

type InvitationProps = LinkProps & { invitation: InvitationLookup };

const Invitation = (props: InvitationProps) => {
  const { organization, role, invitedBy } = props.invitation;
  return (
    <Frame title={`Join ${organization.name}`}>
      <Text>
        {invitedBy} invited you to become {roleInSentence(role)} of <strong>{organization.name}</strong>.{' '}
        {roleText(role)}
      </Text>
      <NextStep {...props} />
    </Frame>
  );
};

const NextStep = ({ token, registration, invitation }: InvitationProps) => {
  const session = useSession();
  if (session.status === 'anonymous')
    return <SignInFirst email={invitation.email} token={token} registration={registration} />;
  if (session.status === 'unreachable') return <Alert color="red">{session.error.message}</Alert>;
  if (session.status === 'loading') return <Loader aria-label="Loading" />;
  const { email } = session.user;
  // Addresses differ in case only by how they were typed.
  if (email.toLowerCase() !== invitation.email.toLowerCase())
    return <OtherAddress signedInAs={email} invitation={invitation} />;
  return <AcceptInvitation token={token} invitation={invitation} />;
};

const Problem = ({ title, text, canRetry, onRetry }: InvitationProblem & { onRetry?: () => void }) => (
  <Frame title={title}>
    <Text>{text}</Text>
    {canRetry && (
      <Button variant="default" onClick={onRetry} style={{ alignSelf: 'flex-start' }}>
        Try again
      </Button>
    )}
  </Frame>
);
