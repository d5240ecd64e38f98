'use client';

import '@mantine/notifications/styles.css';
import type { ReactNode } from 'react';
import { OrganizationProvider } from '@/features/organization/organization-provider';
import { UploadTray } from '@/features/upload/upload-tray';
import { UploadsProvider } from '@/features/upload/uploads-provider';
import { LiveVideos } from '@/features/video/live-videos';
import { LazyNotifications } from '../lazy-notifications';
import { SessionProviders } from '../session-providers';

/** What persists across pages: the session, the current organization and running uploads. */
export const AppProviders = ({ children }: { children: ReactNode }) => (
  <SessionProviders>
    <LazyNotifications />
    <OrganizationProvider>
      <LiveVideos />
      <UploadsProvider>
        {children}
        <UploadTray />
      </UploadsProvider>
    </OrganizationProvider>
  </SessionProviders>
);
