'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { client } from '@/features/account/client';
import { lookUpUnfinished, type Unfinished } from '../queue/look-up-unfinished';
import { identityOf, unfinishedUploads } from '../queue/unfinished-uploads';
import type { UploadItem } from '../queue/upload-item';

/** Uploads that need their file again: started earlier, not being sent by any tab, and not on the list. */
export const useUnfinished = (items: readonly UploadItem[]): Unfinished[] => {
  const version = useSyncExternalStore(unfinishedUploads.subscribe, unfinishedUploads.version);
  const { data = [] } = useQuery({
    queryKey: ['unfinished', version],
    queryFn: ({ signal }) => lookUpUnfinished(client.uploads, signal),
    // Every change of the list is another key: show the previous data until the new data is here.
    placeholderData: (previous) => previous,
  });
  const shown = new Set(items.map(({ key }) => key));
  const remembered = new Set(unfinishedUploads.list().map(({ uploadId }) => uploadId));
  return data.filter((each) => remembered.has(each.uploadId) && !shown.has(identityOf(each)));
};
