'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { SessionProvider } from '@/features/account/session-provider';
import { UploadTray } from '@/features/upload/upload-tray';
import { UploadsProvider } from '@/features/upload/uploads-provider';
import { LiveVideos } from '@/features/video/live-videos';
import { isEmbeddable } from '@/proxy/page-headers';
import styles from './frame.module.css';
import { Header } from './header';

/** What stays while one walks through the pages: the bar at the top, the session, the uploads under way. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const pathname = usePathname();
  if (isEmbeddable(pathname)) return children;
  return (
    <SessionProvider>
      <LiveVideos />
      <UploadsProvider>
        <a href="#content" className={styles.skip}>
          Skip to content
        </a>
        <Header />
        {/* Takes the focus from the skip link; not in the tab order by itself. */}
        <main id="content" tabIndex={-1} className={styles.main}>
          {children}
        </main>
        <UploadTray />
      </UploadsProvider>
    </SessionProvider>
  );
};
