'use client';

import '@mantine/notifications/styles.css';
import type { ReactNode } from 'react';
import { UploadTray } from '@/features/upload/upload-tray';
import { UploadsProvider } from '@/features/upload/uploads-provider';
import { LiveVideos } from '@/features/video/live-videos';
import { Notices } from '../notices';
import { SessionProviders } from '../session-providers';

/** What stays while one walks through the pages: the session, and the uploads under way. */
export const AppParts = ({ children }: { children: ReactNode }) => (
  <SessionProviders>
    <Notices />
    <LiveVideos />
    <UploadsProvider>
      {children}
      <UploadTray />
    </UploadsProvider>
  </SessionProviders>
);
