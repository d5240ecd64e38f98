import type { ReactNode } from 'react';
import { RequireSession } from '@/features/account/require-session';

const VideosLayout = ({ children }: { children: ReactNode }) => <RequireSession>{children}</RequireSession>;

export default VideosLayout;
