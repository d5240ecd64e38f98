'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { client } from '@/features/account/client';
import { lookUpUnfinished, type Unfinished } from '../queue/look-up-unfinished';
import { identityOf, unfinishedUploads } from '../queue/unfinished-uploads';
import type { UploadItem } from '../queue/upload-item';

/** The uploads that lack their files: begun before, sent by no tab now, and not on the list. */
export const useUnfinished = (items: readonly UploadItem[]): Unfinished[] => {
  const version = useSyncExternalStore(unfinishedUploads.subscribe, unfinishedUploads.version);
  const { data = [] } = useQuery({
    queryKey: ['unfinished', version],
    queryFn: ({ signal }) => lookUpUnfinished(client.uploads, signal),
    // Every change of the list is another key: what was known stays until the answer is there.
    placeholderData: (former) => former,
  });
  const shown = new Set(items.map(({ key }) => key));
  const remembered = new Set(unfinishedUploads.list().map(({ uploadId }) => uploadId));
  return data.filter((each) => remembered.has(each.uploadId) && !shown.has(identityOf(each)));
};
