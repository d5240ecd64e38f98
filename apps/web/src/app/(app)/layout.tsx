import type { ReactNode } from 'react';
import { AppHeader } from '../frame/app-header';
import { AppParts } from '../frame/app-parts';
import { PageFrame } from '../frame/page-frame';

/** Pages for who is signed in. */
const AppLayout = ({ children }: { children: ReactNode }) => (
  <AppParts>
    <PageFrame header={<AppHeader />}>{children}</PageFrame>
  </AppParts>
);

export default AppLayout;
