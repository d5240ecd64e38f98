'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { SessionProvider } from '@/features/account/session-provider';
import { sharedQueryClient } from './query-client';
import { ThemeProvider } from './theme-provider';

/** For pages that use the API and the session. */
export const SessionProviders = ({ children }: { children: ReactNode }) => {
  const [queryClient] = useState(sharedQueryClient);
  return (
    <ThemeProvider>
      <QueryClientProvider client={queryClient}>
        <SessionProvider>{children}</SessionProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
};
