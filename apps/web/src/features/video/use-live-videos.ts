'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { atMostEvery } from './at-most-every';
import { followTogether } from './follow-together';
import { furtherProgress } from './further-progress';
import { showMessage } from './show-message';
import { changeCachedVideo, refreshLists, VIDEO_KEY, VIDEOS_KEY, videoKey } from './video-queries';

/** Keeps every video that is shown as it is now, by the organization's stream; nothing is asked for on a timer. */
export const useLiveVideos = (): void => {
  const session = useSession();
  const queryClient = useQueryClient();
  const userId = session.status === 'signedIn' ? session.user.id : undefined;

  useEffect(() => {
    if (!userId) return undefined;
    const stop = new AbortController();
    const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`media-live ${userId}`) : undefined;
    const refreshBehind = listsBehind(queryClient);
    const deps = {
      queryClient,
      refresh: atMostEvery(LEAST_BETWEEN_MS, (id) => void refresh(queryClient, id)),
      refreshLists: refreshBehind,
      told: new Map(),
    };
    void followTogether(
      {
        watch: (signal, onFresh) => client.watchAll({ signal, onFresh }),
        channel,
        alone: aloneAmongTabs(`media-live ${userId}`),
        show: (message) => showMessage(deps, message),
        catchUp: () => void catchUp(queryClient),
      },
      stop.signal,
    );
    return () => {
      stop.abort();
      channel?.close();
    };
  }, [userId, queryClient]);
};

const LEAST_BETWEEN_MS = 2_000;

/** Kept by ourselves: an answer that was on its way when a list fell behind would take the mark off it. */
const listsBehind = (queryClient: QueryClient) => {
  const behind = new Set<string>();
  const refreshAll = atMostEvery(LEAST_BETWEEN_MS, () => {
    void refreshLists(queryClient, new Set(behind));
    behind.clear();
  });
  return (hashes: readonly string[]): void => {
    for (const hash of hashes) behind.add(hash);
    refreshAll('all');
  };
};

/** By Web Locks; a page that came over plain HTTP has none, and listens for itself. */
const aloneAmongTabs =
  (name: string) =>
  async (work: () => Promise<void>, signal: AbortSignal): Promise<void> => {
    const { locks } = navigator as { locks?: LockManager };
    if (!locks) return work();
    await locks.request(name, { signal }, work);
  };

/** What happened while nobody listened was not told: all that is on the page is asked for, once. */
const catchUp = (queryClient: QueryClient): Promise<unknown> =>
  Promise.all([VIDEOS_KEY, VIDEO_KEY].map((queryKey) => queryClient.invalidateQueries({ queryKey })));

/** The runs of the video follow by themselves: its page asks for them when it has changed. */
const refresh = async (queryClient: QueryClient, id: string): Promise<void> => {
  try {
    const fresh = await client.videos.get(id);
    changeCachedVideo(queryClient, id, (shown) => furtherProgress(shown, fresh));
  } catch {
    // Asked for by the queries instead, which try again and tell when it cannot be had.
    await queryClient.invalidateQueries({ queryKey: videoKey(id) });
    await queryClient.invalidateQueries({ queryKey: VIDEOS_KEY });
  }
};
