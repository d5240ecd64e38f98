import type { JobList, VideoView } from '@media/sdk';
import type { Query, QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';
import type { MessageLog } from './message-log';
import { type Reconciled, reconcileJobs, reconcileList, reconcileTrash, reconcileVideo } from './reconcile';
import type { createStaleQueries } from './stale-queries';
import type { Pages, VideoKeys } from './video-queries';

type Deps = {
  queryClient: QueryClient;
  keys: VideoKeys;
  log: MessageLog;
  stale: ReturnType<typeof createStaleQueries>;
  /** Fetches a video again. */
  refresh: (id: string) => void;
};

/** Updates every response with the messages that arrived since its request. */
export const reconcileQueries = ({ queryClient, keys, log, stale, refresh }: Deps): void => {
  /** Log position at the start of each pending request, by query hash. */
  const requestedAt = new Map<string, number>();

  const onResponse = (query: Query): void => {
    const { queryKey, queryHash } = query;
    // -1: the request started before we subscribed to the query cache.
    const since = requestedAt.get(queryHash) ?? -1;
    requestedAt.delete(queryHash);
    // Fetching the next page doesn't refresh the earlier ones.
    if (!query.state.fetchMeta?.fetchMore) stale.remove(query);
    const { data, lacksDetails, isComplete } = reconcile(keys, log, query, since);
    if (data !== query.state.data) queryClient.setQueryData(queryKey, data);
    for (const id of lacksDetails) refresh(id);
    if (!isComplete) stale.add([query]);
    else stale.refetchIfDue(query);
  };

  const onUpdate = (query: Query, action: Extract<QueryCacheNotifyEvent, { type: 'updated' }>['action']): void => {
    if (action.type === 'fetch') requestedAt.set(query.queryHash, log.position());
    if (action.type === 'success' && !action.manual) onResponse(query);
    if (action.type === 'error') stale.onFailure(query);
  };

  queryClient.getQueryCache().subscribe((event) => {
    const { query } = event;
    if (!keys.kindOf(query.queryKey)) return;
    if (event.type === 'updated') onUpdate(query, event.action);
    if (event.type === 'observerAdded') stale.refetchIfDue(query);
    if (event.type === 'removed') {
      requestedAt.delete(query.queryHash);
      stale.remove(query);
    }
  });
};

const reconcile = (
  keys: VideoKeys,
  log: MessageLog,
  { queryKey, state }: Query,
  since: number,
): Reconciled<unknown> => {
  const response: unknown = state.data;
  const kind = keys.kindOf(queryKey);
  if (kind === 'list') return reconcileList(log, response as Pages, since);
  if (kind === 'trash') return reconcileTrash(log, response as Pages, since);
  if (kind === 'video') return reconcileVideo(log, response as VideoView, since);
  return reconcileJobs(log, response as JobList, String(queryKey[2]), since);
};
