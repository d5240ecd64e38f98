'use client';

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { SessionProvider } from '@/features/account/session-provider';
import { UploadsProvider } from '@/features/upload/uploads-provider';
import { shouldRetry } from './should-retry';
import { cssVariables, theme } from './theme';

export const Providers = ({ children }: { children: ReactNode }) => {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000 } } }),
  );
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-center" limit={4} />
      <QueryClientProvider client={queryClient}>
        <SessionProvider>
          <UploadsProvider>{children}</UploadsProvider>
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
};
