'use client';

import { useSyncExternalStore } from 'react';
import { tokenOf } from './token-of';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** The token in the fragment, which browsers don't send to servers. Empty if the link has none; undefined until the page has loaded. */
export const useLinkToken = (): string | undefined =>
  useSyncExternalStore(
    subscribe,
    () => tokenOf(window.location.hash),
    () => undefined,
  );
