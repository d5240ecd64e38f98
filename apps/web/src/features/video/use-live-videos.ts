'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '@/features/account/session-provider';
import { useOrganizationIfSignedIn } from '@/features/organization/organization-context';
import { followTogether } from './follow-together';
import { liveCacheOf } from './live-cache-of';

/** Keeps every video that is shown as it is now, by the stream of the current organization; nothing is asked for on a timer. */
export const useLiveVideos = (): void => {
  const session = useSession();
  const queryClient = useQueryClient();
  const userId = session.status === 'signedIn' ? session.user.id : undefined;
  const { client, current } = useOrganizationIfSignedIn() ?? {};
  const organizationId = current?.id;

  useEffect(() => {
    if (!userId || !organizationId || !client) return undefined;
    const stop = new AbortController();
    const name = `media-live ${userId} ${organizationId}`;
    const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined;
    const { showMessage, catchUp } = liveCacheOf(queryClient, organizationId);
    void followTogether(
      {
        watch: (signal, onFresh) => client.watchAll({ signal, onFresh }),
        channel,
        alone: aloneAmongTabs(name),
        show: showMessage,
        catchUp,
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      channel?.close();
    };
  }, [userId, organizationId, client, queryClient]);
};

/** By Web Locks; a page that came over plain HTTP has none, and listens for itself. */
const aloneAmongTabs =
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
