import { Center } from '@mantine/core';
import { Suspense } from 'react';
import { CredentialsForm } from './credentials-form';
import type { SignMode } from './use-sign-in';

export const SignPage = ({ mode }: { mode: SignMode }) => (
  <Center mih="70vh">
    {/* The form reads the query, which isn't known at build time. */}
    <Suspense>
      <CredentialsForm mode={mode} />
    </Suspense>
  </Center>
);
