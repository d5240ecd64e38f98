'use client';

import { notifications } from '@mantine/notifications';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { useLiveCache } from '@/features/video/live-cache-of';
import { loadDialog, loadTray } from './lazy-parts';
import { isUnderWay, type UploadItem } from './queue/upload-item';
import { createUploads, type Uploads, type UploadsState } from './uploads';

const UploadsContext = createContext<Uploads | undefined>(undefined);

export const useUploads = (): Uploads => {
  const uploads = useContext(UploadsContext);
  if (!uploads) throw new TypeError('useUploads needs an UploadsProvider above it.');
  return uploads;
};

export const useUploadsState = (uploads: Uploads): UploadsState =>
  useSyncExternalStore(uploads.subscribe, uploads.state, uploads.state);

const NONE: readonly UploadItem[] = [];
const nothing = () => NONE;
const never = () => () => undefined;

export const useUploadItems = (uploads: Uploads): readonly UploadItem[] => {
  const { queue } = useUploadsState(uploads);
  return useSyncExternalStore(queue?.subscribe ?? never, queue?.items ?? nothing, nothing);
};

/** Keeps uploads going while their owner walks through the pages, and warns before the page is left. */
export const UploadsProvider = ({ children }: { children: ReactNode }) => {
  const { showNew } = useLiveCache();
  const [uploads] = useState(() => createUploads({ client, onVideo: showNew, loadDialog, loadTray, onLoadFailed }));
  const { status } = useSession();

  useEffect(() => {
    if (status === 'anonymous') uploads.clear();
  }, [status, uploads]);
  useWarnBeforeLeaving(useUploadItems(uploads).some(isUnderWay));

  return <UploadsContext value={uploads}>{children}</UploadsContext>;
};

const onLoadFailed = (): void => {
  notifications.show({
    color: 'red',
    title: 'The upload could not begin',
    message: 'This page needs a connection to load its uploader. Check it and choose the files again.',
  });
};

const useWarnBeforeLeaving = (isBusy: boolean): void => {
  useEffect(() => {
    if (!isBusy) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isBusy]);
};
