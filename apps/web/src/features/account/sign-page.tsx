import { Center } from '@mantine/core';
import { Suspense } from 'react';
import { CredentialsForm } from './credentials-form';

export const SignPage = ({ mode }: { mode: 'signIn' | 'signUp' }) => (
  <Center mih="70vh">
    {/* The form reads the query, which is not known when the page is built. */}
    <Suspense>
      <CredentialsForm mode={mode} />
    </Suspense>
  </Center>
);
