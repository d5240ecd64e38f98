import type { ReactNode } from 'react';
import { SessionProviders } from '../../session-providers';

/** The pages to sign in, to sign up, and to request a new password. */
const SignLayout = ({ children }: { children: ReactNode }) => <SessionProviders>{children}</SessionProviders>;

export default SignLayout;
