'use client';

import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { Loading } from '../../email-link/loading';
import { describeProblem } from '../../invitation/describe-problem';
import { CredentialsForm } from './credentials-form';
import { OtherForm } from './other-form';
import { canSignUp, describeRegistration, type Registration } from './registration';
import { useInvitation } from './use-invitation';

/** The form to sign up, or why there is none. */
export const SignUp = ({ registration }: { registration: Registration }) => {
  const { invitation, isLoading, error, retry } = useInvitation();
  if (isLoading) return <Loading />;
  if (canSignUp(registration, invitation !== undefined))
    return <CredentialsForm mode="signUp" registration={registration} invitation={invitation} />;
  const problem = error && registration === 'invitation' ? describeProblem(error) : undefined;
  return (
    <Paper withBorder p={{ base: 'lg', xs: 'xl' }}>
      <Stack align="flex-start">
        <Title order={1} size="h2">
          {problem?.title ?? (registration === 'closed' ? 'Sign-up is closed' : 'Sign up by invitation')}
        </Title>
        <Text>{problem?.text ?? describeRegistration(registration)}</Text>
        {problem?.canRetry && (
          <Button variant="default" onClick={retry}>
            Try again
          </Button>
        )}
        {!problem && (
          <Text size="sm" c="dimmed">
            {registration === 'closed'
              ? 'If you need an account, ask the operator of the server.'
              : 'If you have none, ask an owner or admin of an organization to invite you.'}
          </Text>
        )}
        <OtherForm question="Already have an account?" label="Sign in" href="/sign-in" />
      </Stack>
    </Paper>
  );
};
