'use client';

import { ApiError, type UploadView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { client } from '@/features/account/client';
import { identityOf, type UnfinishedUpload, unfinishedUploads } from '../queue/unfinished-uploads';
import type { UploadItem } from '../queue/upload-item';
import { uploadsBeingSent } from '../queue/upload-lock';

export type Unfinished = UnfinishedUpload & { arrivedBytes: number };

/** The uploads that were begun before and that nobody is sending now: they lack their files. */
export const useUnfinished = (items: readonly UploadItem[]): Unfinished[] => {
  const version = useSyncExternalStore(unfinishedUploads.subscribe, unfinishedUploads.version);
  const { data = [] } = useQuery({ queryKey: ['unfinished', version], queryFn: ({ signal }) => lookUp(signal) });
  const shown = new Set(items.map(({ key }) => key));
  return data.filter((unfinished) => !shown.has(identityOf(unfinished)));
};

const lookUp = async (signal: AbortSignal): Promise<Unfinished[]> => {
  const busy = await uploadsBeingSent();
  const idle = unfinishedUploads.list().filter(({ uploadId }) => !busy.has(uploadId));
  const found = await Promise.all(idle.map((unfinished) => lookUpOne(unfinished, signal)));
  return found.flat();
};

/** What ended meanwhile, swept or a video already, is forgotten. */
const lookUpOne = async (unfinished: UnfinishedUpload, signal: AbortSignal): Promise<Unfinished[]> => {
  const upload = await client.uploads.get(unfinished.uploadId, signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
  if (upload && isOpen(upload)) return [{ ...unfinished, arrivedBytes: arrivedBytes(upload) }];
  unfinishedUploads.forget(unfinished);
  return [];
};

const isOpen = ({ status }: UploadView): boolean => status === 'waiting' || status === 'uploading';

const arrivedBytes = ({ uploadedParts }: UploadView): number =>
  uploadedParts.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
