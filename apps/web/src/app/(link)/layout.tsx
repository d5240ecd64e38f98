import type { ReactNode } from 'react';
import { canSignUp } from '@/features/account/sign-in/registration';
import { readRegistration } from '@/server/read-registration';
import { AppHeader } from '../frame/app-header';
import { AppProviders } from '../frame/app-providers';
import { PageFrame } from '../frame/page-frame';

/** Pages that links in emails open. They work with and without a session. */
const LinkLayout = async ({ children }: { children: ReactNode }) => (
  <AppProviders>
    <PageFrame header={<AppHeader canSignUp={canSignUp(await readRegistration(), false)} />}>{children}</PageFrame>
  </AppProviders>
);

export default LinkLayout;
