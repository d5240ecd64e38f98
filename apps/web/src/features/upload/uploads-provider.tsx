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
import { isActive } from './queue/upload-item';
import { createUploads, type Uploads } from './uploads';
import { UploadsContext, useUploadItems } from './uploads-context';

/** Keeps uploads running across pages, and warns before the tab is closed. */
export const UploadsProvider = ({ children }: { children: ReactNode }) => {
  const uploads = uploadsOf(useQueryClient());
  const session = useSession();
  const isKnown = session.status === 'signedIn' || session.status === 'anonymous';
  const userId = session.status === 'signedIn' ? session.user.id : undefined;
  const organization = useOrganizationIfSignedIn();
  const organizationId = organization?.current.id;
  const personalId = organization?.organizations[0]?.id;

  useEffect(() => {
    if (isKnown) uploads.setOwner(userId && organizationId ? { userId, organizationId } : undefined);
  }, [isKnown, userId, organizationId, uploads]);
  useEffect(() => {
    if (personalId) unfinishedUploads.adopt(personalId);
  }, [personalId]);
  useWarnBeforeLeaving(useUploadItems(uploads).some(isActive));

  return <UploadsContext value={uploads}>{children}</UploadsContext>;
};

const perClient = new WeakMap<QueryClient, Uploads>();

/** The uploads of this tab. They continue on pages without a provider. */
const uploadsOf = (queryClient: QueryClient): Uploads => {
  const onVideo = (video: VideoView) => liveCacheOf(queryClient, video.organizationId).showNew(video);
  const uploads = perClient.get(queryClient) ?? createUploads({ client, onVideo, loadDialog, loadTray, onLoadFailed });
  perClient.set(queryClient, uploads);
  return uploads;
};

const onLoadFailed = (): void => {
  notifications.show({
    color: 'red',
    title: "Couldn't start the upload",
    message: "The uploader couldn't be loaded. Check your connection, then choose the files again.",
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
