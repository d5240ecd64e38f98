'use client';

import { notifications } from '@mantine/notifications';
import type { VideoView } from '@media/sdk';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { useOrganizationIfSignedIn } from '@/features/organization/organization-context';
import { liveCacheOf } from '@/features/video/live-cache-of';
import { loadDialog, loadTray } from './lazy-parts';
import { unfinishedUploads } from './queue/unfinished-uploads';
import { isUnderWay } from './queue/upload-item';
import { createUploads, type Uploads } from './uploads';
import { UploadsContext, useUploadItems } from './uploads-context';

/** Keeps uploads going while their owner walks through the pages, and warns before the page is left. */
export const UploadsProvider = ({ children }: { children: ReactNode }) => {
  const uploads = uploadsOf(useQueryClient());
  const session = useSession();
  const isKnown = session.status === 'signedIn' || session.status === 'anonymous';
  const userId = session.status === 'signedIn' ? session.user.id : undefined;
  const organization = useOrganizationIfSignedIn();
  const organizationId = organization?.current.id;
  const personalId = organization?.organizations[0]?.id;

  useEffect(() => {
    if (isKnown) uploads.belongTo(userId && organizationId ? { userId, organizationId } : undefined);
  }, [isKnown, userId, organizationId, uploads]);
  useEffect(() => {
    if (personalId) unfinishedUploads.adopt(personalId);
  }, [personalId]);
  useWarnBeforeLeaving(useUploadItems(uploads).some(isUnderWay));

  return <UploadsContext value={uploads}>{children}</UploadsContext>;
};

const ofTab = new WeakMap<QueryClient, Uploads>();

/** The uploads of this tab. They go on while a page is shown that knows nothing of them. */
const uploadsOf = (queryClient: QueryClient): Uploads => {
  const onVideo = (video: VideoView) => liveCacheOf(queryClient, video.organizationId).showNew(video);
  const uploads = ofTab.get(queryClient) ?? createUploads({ client, onVideo, loadDialog, loadTray, onLoadFailed });
  ofTab.set(queryClient, uploads);
  return uploads;
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
