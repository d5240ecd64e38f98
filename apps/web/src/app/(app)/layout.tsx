import type { ReactNode } from 'react';
import { RequireSession } from '@/features/account/require-session';
import { AppHeader } from '../frame/app-header';
import { AppProviders } from '../frame/app-providers';
import { PageFrame } from '../frame/page-frame';

/** Pages that require a session. */
const AppLayout = ({ children }: { children: ReactNode }) => (
  <AppProviders>
    <PageFrame header={<AppHeader />}>
      <RequireSession>{children}</RequireSession>
    </PageFrame>
  </AppProviders>
);

export default AppLayout;
