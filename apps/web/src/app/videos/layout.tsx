import type { ReactNode } from 'react';
import { RequireSession } from '@/features/account/require-session';
import { LiveVideos } from '@/features/video/live-videos';

const VideosLayout = ({ children }: { children: ReactNode }) => (
  <RequireSession>
    <LiveVideos />
    {children}
  </RequireSession>
);

export default VideosLayout;
