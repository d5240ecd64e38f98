'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { isUnderWay, type UploadItem } from './upload-item';
import { createUploadQueue, type UploadQueue } from './upload-queue';

const UploadsContext = createContext<UploadQueue | undefined>(undefined);

export const useUploadQueue = (): UploadQueue => {
  const queue = useContext(UploadsContext);
  if (!queue) throw new TypeError('useUploadQueue needs an UploadsProvider above it.');
  return queue;
};

const NONE: readonly UploadItem[] = [];

export const useUploadItems = (queue: UploadQueue): readonly UploadItem[] =>
  useSyncExternalStore(queue.subscribe, queue.items, () => NONE);

/** Keeps uploads going while their owner walks through the pages, and warns before the page is left. */
export const UploadsProvider = ({ children }: { children: ReactNode }) => {
  const queryClient = useQueryClient();
  const [queue] = useState(() =>
    createUploadQueue({ client, onVideo: () => void queryClient.invalidateQueries({ queryKey: ['videos'] }) }),
  );
  const isBusy = useUploadItems(queue).some(isUnderWay);
  const { status } = useSession();

  useEffect(() => {
    if (status === 'anonymous') queue.clear();
  }, [status, queue]);

  useEffect(() => {
    if (!isBusy) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isBusy]);

  return <UploadsContext value={queue}>{children}</UploadsContext>;
};
