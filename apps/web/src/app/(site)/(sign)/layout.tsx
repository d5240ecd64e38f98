import type { ReactNode } from 'react';
import { SessionProviders } from '../../session-providers';

/** The sign-in and sign-up pages. */
const SignLayout = ({ children }: { children: ReactNode }) => <SessionProviders>{children}</SessionProviders>;

export default SignLayout;
