'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { UploadItem } from './queue/upload-item';
import type { Uploads, UploadsState } from './uploads';

export const UploadsContext = createContext<Uploads | undefined>(undefined);

export const useUploads = (): Uploads => {
  const uploads = useContext(UploadsContext);
  if (!uploads) throw new TypeError('useUploads needs an UploadsProvider above it.');
  return uploads;
};

export const useUploadsState = (uploads: Uploads): UploadsState =>
  useSyncExternalStore(uploads.subscribe, uploads.state, uploads.state);

const NONE: readonly UploadItem[] = [];
const noItems = () => NONE;
const subscribeToNothing = () => () => undefined;

export const useUploadItems = (uploads: Uploads): readonly UploadItem[] => {
  const { queue } = useUploadsState(uploads);
  return useSyncExternalStore(queue?.subscribe ?? subscribeToNothing, queue?.items ?? noItems, noItems);
};
