'use client';

import { useEffect } from 'react';
import { type Refetch, startQueueRefresh } from './queue-refresh';

/** Refetches a query regularly while it shows a video that waits. */
export const useQueueRefresh = (isWaiting: boolean, refetch: Refetch): void => {
  useEffect(() => (isWaiting ? startQueueRefresh(refetch) : undefined), [isWaiting, refetch]);
};
