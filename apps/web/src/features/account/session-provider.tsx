'use client';

import type { UserView } from '@media/sdk';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import { client, tokenStore } from './client';
import { sessionHint } from './session-hint';

export type SessionState =
  | { status: 'loading' }
  | { status: 'anonymous' }
  | { status: 'signedIn'; user: UserView }
  | { status: 'unreachable'; error: Error; retry: () => void };

const SessionContext = createContext<SessionState>({ status: 'loading' });

export const useSession = (): SessionState => useContext(SessionContext);

const onServer = () => undefined;

/** Provides the signed-in user, in sync with other tabs. */
export const SessionProvider = ({ children }: { children: ReactNode }) => {
  const userId = useSyncExternalStore(sessionHint.subscribe, sessionHint.read, onServer);
  useClearOnUserChange(userId);
  const { data, error, refetch } = useQuery({
    queryKey: ['me', userId],
    queryFn: ({ signal }) => client.auth.me(signal),
    enabled: typeof userId === 'string',
    staleTime: 300_000,
    // Somebody may have changed the user's role meanwhile, or removed them.
    refetchOnWindowFocus: 'always',
  });
  const state = sessionState(userId, data, error, () => void refetch());
  return <SessionContext value={state}>{children}</SessionContext>;
};

const sessionState = (
  userId: string | null | undefined,
  user: UserView | undefined,
  error: Error | null,
  retry: () => void,
): SessionState => {
  if (userId === undefined) return { status: 'loading' };
  if (userId === null) return { status: 'anonymous' };
  if (user) return { status: 'signedIn', user };
  return error ? { status: 'unreachable', error, retry } : { status: 'loading' };
};

/** The user whose data a query client has cached. The client outlives the pages with a session. */
const owners = new WeakMap<QueryClient, string>();

/** When another tab signs out or switches users, drops the previous user's token and cached data. */
const useClearOnUserChange = (userId: string | null | undefined): void => {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (userId === undefined) return;
    const previous = owners.get(queryClient);
    if (previous !== undefined && previous !== userId) {
      tokenStore.write(undefined);
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    }
    if (userId === null) owners.delete(queryClient);
    else owners.set(queryClient, userId);
  }, [userId, queryClient]);
};
