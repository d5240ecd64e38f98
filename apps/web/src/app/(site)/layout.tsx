import type { ReactNode } from 'react';
import { PageFrame } from '../frame/page-frame';
import { SiteHeader } from '../frame/site-header';

/** Pages for visitors. Their frame loads neither a component library nor anything that knows of a session. */
const SiteLayout = ({ children }: { children: ReactNode }) => <PageFrame header={<SiteHeader />}>{children}</PageFrame>;

export default SiteLayout;
