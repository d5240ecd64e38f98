'use client';

import dynamic from 'next/dynamic';
import { useState, useSyncExternalStore } from 'react';
import { useSession } from '@/features/account/session-provider';
import { unfinishedUploads } from './queue/unfinished-uploads';
import { useUploadItems, useUploads, useUploadsState } from './uploads-provider';

// Neither Uppy nor what shows it is loaded before there is something to show.
const TrayPanel = dynamic(() => import('./tray/tray-panel').then(({ TrayPanel }) => TrayPanel), { ssr: false });
const UploadDialog = dynamic(() => import('./choose/upload-dialog').then(({ UploadDialog }) => UploadDialog), {
  ssr: false,
});

/** The uploads of this tab, on whichever page one is, and the dialog that files are chosen in. */
export const UploadTray = () => {
  const uploads = useUploads();
  const items = useUploadItems(uploads);
  const isOpen = useUploadsState(uploads).offered !== undefined;
  const [hasOpened, setHasOpened] = useState(false);
  const { status } = useSession();
  useSyncExternalStore(unfinishedUploads.subscribe, unfinishedUploads.version, () => '');

  // It stays once it was open, so that it may close with its transition.
  if (isOpen && !hasOpened) setHasOpened(true);
  if (status !== 'signedIn') return null;
  return (
    <>
      {(items.length > 0 || unfinishedUploads.list().length > 0) && <TrayPanel items={items} />}
      {hasOpened && <UploadDialog />}
    </>
  );
};
