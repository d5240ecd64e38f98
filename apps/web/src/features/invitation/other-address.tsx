'use client';

import { Alert, Button, Stack, Text } from '@mantine/core';
import type { InvitationLookup } from '@media/sdk';
import { useSignOut } from '../account/use-sign-out';

type Props = { signedInAs: string; invitation: InvitationLookup };

/** Only the invited address can accept. */
export const OtherAddress = ({ signedInAs, invitation: { email, invitedBy } }: Props) => {
  const signOut = useSignOut();
  return (
    <Alert color="yellow" title="This invitation is for another address">
      <Stack align="flex-start" gap="sm">
        <Text size="sm">
          It is for {email}, but you are signed in as {signedInAs}. Sign in with the invited address, or ask {invitedBy}{' '}
          to invite {signedInAs}.
        </Text>
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate('here')}>
          Use another account
        </Button>
        {signOut.error && <Text size="sm">{signOut.error.message}</Text>}
      </Stack>
    </Alert>
  );
};
