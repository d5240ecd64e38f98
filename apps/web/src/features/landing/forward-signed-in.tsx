'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useSession } from '../account/session-provider';

/** Takes who is signed in to the library. Shows nothing. */
export const ForwardSignedIn = () => {
  const { status } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (status === 'signedIn') router.replace('/videos');
  }, [status, router]);
  return null;
};
