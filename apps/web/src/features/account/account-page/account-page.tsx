'use client';

import { Stack, Title } from '@mantine/core';
import { useSession } from '../session-provider';
import { AccountSection } from './account-section';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';
import { Sessions } from './sessions';

/** What a user may see and change of their own account. */
export const AccountPage = () => {
  const session = useSession();
  if (session.status !== 'signedIn') return null;
  const { user } = session;
  return (
    <Stack gap="xl" maw={960} mx="auto">
      <Title order={1}>Account</Title>
      <AccountSection title="Profile" text="How you are called here.">
        <ProfileForm key={user.id} user={user} />
      </AccountSection>
      <AccountSection title="Password" text="A new one signs out all your other sessions.">
        <PasswordForm email={user.email} />
      </AccountSection>
      <AccountSection title="Sessions" text="Where you are signed in. End what you do not know or need any more.">
        <Sessions userId={user.id} />
      </AccountSection>
    </Stack>
  );
};
