import { focusManager } from '@tanstack/react-query';

/** How often pages ask where a video waits: its place changes with other videos, without an event of its own. */
export const QUEUE_REFRESH_MS = 15_000;

export type Refetch = (options: { cancelRefetch: boolean }) => Promise<unknown>;

/**
 * Refetches a query regularly, except in hidden tabs, until the returned function is called. TanStack's own `refetchInterval`
 * starts again with each change of the data, so it would never end while other videos make progress.
 */
export const startQueueRefresh = (refetch: Refetch): (() => void) => {
  const refresh = () => {
    if (focusManager.isFocused()) void refetch({ cancelRefetch: false });
  };
  const timer = setInterval(refresh, QUEUE_REFRESH_MS);
  return () => clearInterval(timer);
};
