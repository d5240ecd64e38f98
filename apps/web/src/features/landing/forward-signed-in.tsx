'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { sessionHint } from '../account/session-hint';

const onServer = () => null;

/**
 * Takes who is signed in to the library. Shows nothing. The server knows whether there was a session when the page was asked for, the
 * browser whether one has begun since.
 */
export const ForwardSignedIn = ({ hasCookie }: { hasCookie: boolean }) => {
  const userId = useSyncExternalStore(sessionHint.subscribe, sessionHint.read, onServer);
  const router = useRouter();
  useEffect(() => {
    if (userId !== null && (hasCookie || sessionHint.hasBegun())) router.replace('/videos');
  }, [userId, hasCookie, router]);
  return null;
};
