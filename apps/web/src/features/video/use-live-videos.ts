'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '@/features/account/session-provider';
import { useOrganizationIfSignedIn } from '@/features/organization/organization-context';
import { useLostAccess } from '@/features/organization/use-lost-access';
import { liveCacheOf } from './live-cache-of';
import { shareStream } from './share-stream';

/** Keeps all shown videos up to date through the stream of the current organization, without polling. Places in the queue aren't part of it. */
export const useLiveVideos = (): void => {
  const session = useSession();
  const queryClient = useQueryClient();
  const userId = session.status === 'signedIn' ? session.user.id : undefined;
  const { client, current } = useOrganizationIfSignedIn() ?? {};
  const loseAccess = useLostAccess(current);
  const organizationId = current?.id;

  useEffect(() => {
    if (!userId || !organizationId || !client) return undefined;
    const stop = new AbortController();
    const name = `media-live ${userId} ${organizationId}`;
    const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined;
    const { showMessage, catchUp } = liveCacheOf(queryClient, organizationId);
    void shareStream(
      {
        watch: (signal, onFresh) => client.watchAll({ signal, onFresh }),
        channel,
        exclusively: oneTabAtATime(name),
        onMessage: showMessage,
        catchUp,
        onRefused: loseAccess,
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      channel?.close();
    };
  }, [userId, organizationId, client, queryClient, loseAccess]);
};

/** Uses Web Locks. Pages over plain HTTP don't have them, so each tab has its own connection. */
const oneTabAtATime =
  (name: string) =>
  async (work: () => Promise<void>, onWait: () => void, signal: AbortSignal): Promise<void> => {
    const { locks } = navigator as { locks?: LockManager };
    if (!locks) return work();
    const isTaken = await locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return !lock;
    });
    if (!isTaken) return;
    onWait();
    await locks.request(name, { signal }, work);
  };
