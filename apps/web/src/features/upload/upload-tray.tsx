'use client';

import dynamic from 'next/dynamic';
import { useState, useSyncExternalStore } from 'react';
import { useSession } from '@/features/account/session-provider';
import { loadDialog, loadTray } from './lazy-parts';
import { unfinishedUploads } from './queue/unfinished-uploads';
import { useUploadItems, useUploads, useUploadsState } from './uploads-context';

const TrayPanel = dynamic(loadTray, { ssr: false });
const UploadDialog = dynamic(loadDialog, { ssr: false });

/** The uploads of this tab, and the upload dialog. Shown on every page. */
export const UploadTray = () => {
  const uploads = useUploads();
  const items = useUploadItems(uploads);
  const isOpen = useUploadsState(uploads).offered !== undefined;
  const [hasOpened, setHasOpened] = useState(false);
  const { status } = useSession();
  useSyncExternalStore(unfinishedUploads.subscribe, unfinishedUploads.version, () => '');

  // Stays mounted once opened, so that closing can animate.
  if (isOpen && !hasOpened) setHasOpened(true);
  if (status !== 'signedIn') return null;
  return (
    <>
      {(items.length > 0 || unfinishedUploads.list().length > 0) && <TrayPanel items={items} />}
      {hasOpened && <UploadDialog />}
    </>
  );
};
