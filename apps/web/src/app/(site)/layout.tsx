import type { ReactNode } from 'react';
import { canSignUp } from '@/features/account/sign-in/registration';
import { readRegistration } from '@/server/read-registration';
import { PageFrame } from '../frame/page-frame';
import { SiteHeader } from '../frame/site-header';

/** Public pages. Their frame loads neither the component library nor the session. */
const SiteLayout = async ({ children }: { children: ReactNode }) => (
  <PageFrame header={<SiteHeader canSignUp={canSignUp(await readRegistration(), false)} />}>{children}</PageFrame>
);

export default SiteLayout;
