import type { ReactNode } from 'react';
import { RequireSession } from '@/features/account/require-session';
import { AppHeader } from '../frame/app-header';
import { AppParts } from '../frame/app-parts';
import { PageFrame } from '../frame/page-frame';

/** Pages for people who are signed in. */
const AppLayout = ({ children }: { children: ReactNode }) => (
  <AppParts>
    <PageFrame header={<AppHeader />}>
      <RequireSession>{children}</RequireSession>
    </PageFrame>
  </AppParts>
);

export default AppLayout;
