import type { ReactNode } from 'react';
import { SessionProviders } from '../../session-providers';

/** The ways in: who is signed in already is sent on. */
const SignLayout = ({ children }: { children: ReactNode }) => <SessionProviders>{children}</SessionProviders>;

export default SignLayout;
