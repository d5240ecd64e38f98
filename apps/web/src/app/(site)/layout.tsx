import type { ReactNode } from 'react';
import { PageFrame } from '../frame/page-frame';
import { SiteHeader } from '../frame/site-header';

/** Public pages. Their frame loads neither the component library nor the session. */
const SiteLayout = ({ children }: { children: ReactNode }) => <PageFrame header={<SiteHeader />}>{children}</PageFrame>;

export default SiteLayout;
