import { Box } from '@mantine/core';
import { Suspense } from 'react';
import { CredentialsForm } from './credentials-form';
import type { SignMode } from './use-sign-in';

export const SignPage = ({ mode }: { mode: SignMode }) => (
  // Aligned to the top, so that an error doesn't move the fields above it.
  <Box maw={420} mx="auto" pt={{ base: 'md', sm: '10vh' }}>
    {/* The form reads the query, which isn't known at build time. */}
    <Suspense>
      <CredentialsForm mode={mode} />
    </Suspense>
  </Box>
);
