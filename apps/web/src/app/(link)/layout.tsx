import type { ReactNode } from 'react';
import { AppHeader } from '../frame/app-header';
import { AppProviders } from '../frame/app-providers';
import { PageFrame } from '../frame/page-frame';

/** Pages that links in emails open. They work with and without a session. */
const LinkLayout = ({ children }: { children: ReactNode }) => (
  <AppProviders>
    <PageFrame header={<AppHeader />}>{children}</PageFrame>
  </AppProviders>
);

export default LinkLayout;
