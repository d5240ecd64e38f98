'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { SessionProvider } from '@/features/account/session-provider';
import { queryClientOfTab } from './query-client';
import { ThemeProvider } from './theme-provider';

/** For pages that ask the API, and know who is signed in. */
export const SessionProviders = ({ children }: { children: ReactNode }) => {
  const [queryClient] = useState(queryClientOfTab);
  return (
    <ThemeProvider>
      <QueryClientProvider client={queryClient}>
        <SessionProvider>{children}</SessionProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
};
