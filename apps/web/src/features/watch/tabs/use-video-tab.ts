'use client';

import { useSearchParams } from 'next/navigation';
import { readVideoTab, type VideoTab } from './video-tab';

/** The open tab, kept in the address, so that it can be shared and the back button works. */
export const useVideoTab = (initial: VideoTab): VideoTab => readVideoTab(useSearchParams()) ?? initial;

export const openVideoTab = (tab: VideoTab): void =>
  // Next.js follows the History API. Its router would request the page from the server.
  window.history.pushState(null, '', `${window.location.pathname}?tab=${tab}`);
