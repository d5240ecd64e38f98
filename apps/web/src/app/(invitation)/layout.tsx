import type { ReactNode } from 'react';
import { AppHeader } from '../frame/app-header';
import { AppProviders } from '../frame/app-providers';
import { PageFrame } from '../frame/page-frame';

/** For the page that works with and without a session. */
const InvitationLayout = ({ children }: { children: ReactNode }) => (
  <AppProviders>
    <PageFrame header={<AppHeader />}>{children}</PageFrame>
  </AppProviders>
);

export default InvitationLayout;
