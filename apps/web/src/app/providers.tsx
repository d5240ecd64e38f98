'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { SessionProvider } from '@/features/account/session-provider';
import { UploadsProvider } from '@/features/upload/uploads-provider';
import { shouldRetry } from './should-retry';

export const Providers = ({ children }: { children: ReactNode }) => {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000 } } }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <SessionProvider>
        <UploadsProvider>{children}</UploadsProvider>
      </SessionProvider>
    </QueryClientProvider>
  );
};
