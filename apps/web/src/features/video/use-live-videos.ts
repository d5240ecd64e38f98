'use client';

import { useEffect } from 'react';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { followTogether } from './follow-together';
import { useLiveCache } from './live-cache-of';

/** Keeps every video that is shown as it is now, by the organization's stream; nothing is asked for on a timer. */
export const useLiveVideos = (): void => {
  const session = useSession();
  const { showMessage, catchUp } = useLiveCache();
  const userId = session.status === 'signedIn' ? session.user.id : undefined;

  useEffect(() => {
    if (!userId) return undefined;
    const stop = new AbortController();
    const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`media-live ${userId}`) : undefined;
    void followTogether(
      {
        watch: (signal, onFresh) => client.watchAll({ signal, onFresh }),
        channel,
        alone: aloneAmongTabs(`media-live ${userId}`),
        show: showMessage,
        catchUp,
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      channel?.close();
    };
  }, [userId, showMessage, catchUp]);
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
