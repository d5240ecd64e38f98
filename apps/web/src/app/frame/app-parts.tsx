'use client';

import '@mantine/notifications/styles.css';
import type { ReactNode } from 'react';
import { OrganizationProvider } from '@/features/organization/organization-provider';
import { UploadTray } from '@/features/upload/upload-tray';
import { UploadsProvider } from '@/features/upload/uploads-provider';
import { LiveVideos } from '@/features/video/live-videos';
import { Notices } from '../notices';
import { SessionProviders } from '../session-providers';

/** What stays while one walks through the pages: the session, the current organization, and the uploads under way. */
export const AppParts = ({ children }: { children: ReactNode }) => (
  <SessionProviders>
    <Notices />
    <OrganizationProvider>
      <LiveVideos />
      <UploadsProvider>
        {children}
        <UploadTray />
      </UploadsProvider>
    </OrganizationProvider>
  </SessionProviders>
);
