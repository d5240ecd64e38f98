'use client';

import { Stack, Title } from '@mantine/core';
import { DeleteAccount } from '../delete-account/delete-account';
import { useSession } from '../session-provider';
import { AccountSection } from './account-section';
import { EmailForm } from './email-form';
import { Organizations } from './organizations';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';
import { Sessions } from './sessions';

export const AccountPage = () => {
  const session = useSession();
  if (session.status !== 'signedIn') return null;
  const { user } = session;
  return (
    <Stack gap="xl" maw={960} mx="auto">
      <Title order={1}>Account</Title>
      <AccountSection title="Profile" text="The name that other members see.">
        <ProfileForm key={user.id} user={user} />
      </AccountSection>
      <AccountSection
        title="Email address"
        text="You sign in with it. A new one takes effect once you open the link that we send to it."
      >
        <EmailForm key={user.email} user={user} />
      </AccountSection>
      <AccountSection
        title="Password"
        text="Changing it signs you out on all other devices. Playback links that you made stop working."
      >
        <PasswordForm email={user.email} />
      </AccountSection>
      <AccountSection title="Organizations" text="The members of an organization share one library of videos.">
        <Organizations />
      </AccountSection>
      <AccountSection title="Sessions" text="Devices where you're signed in. Sign out on any you don't recognize.">
        <Sessions userId={user.id} />
      </AccountSection>
      <AccountSection title="Delete account" text="Leave this server for good.">
        <DeleteAccount user={user} />
      </AccountSection>
    </Stack>
  );
};
