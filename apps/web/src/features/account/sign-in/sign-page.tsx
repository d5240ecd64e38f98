import { Box } from '@mantine/core';
import { Suspense } from 'react';
import type { Registration } from './registration';
import { SignIn } from './sign-in';
import { SignUp } from './sign-up';
import type { SignMode } from './use-sign-in';

type Props = { mode: SignMode; registration: Registration };

export const SignPage = ({ mode, registration }: Props) => (
  // Aligned to the top, so that an error doesn't move the fields above it.
  <Box maw={420} mx="auto" pt={{ base: 'md', sm: '10vh' }}>
    {/* The form reads the query, which isn't known at build time. */}
    <Suspense>
      {mode === 'signUp' ? <SignUp registration={registration} /> : <SignIn registration={registration} />}
    </Suspense>
  </Box>
);
