'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { sessionHint } from '../account/session-hint';

const onServer = () => null;

/**
 * Redirects signed-in users to the library. The server knows whether the request had a session cookie, and the browser knows whether
 * the user has signed in since.
 */
export const RedirectSignedIn = ({ hasCookie }: { hasCookie: boolean }) => {
  const userId = useSyncExternalStore(sessionHint.subscribe, sessionHint.read, onServer);
  const router = useRouter();
  useEffect(() => {
    if (userId !== null && (hasCookie || sessionHint.signedInSinceLoad())) router.replace('/videos');
  }, [userId, hasCookie, router]);
  return null;
};
