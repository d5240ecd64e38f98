import { type Actor, VIEWER_STABLE_SECONDS, viewerUrlSeconds, viewingOf } from '@media/core';
import type { StableUrls } from '../infrastructure/stable-urls.js';

/** Signs URLs of a video's objects for an actor. Viewers get URLs that expire soon after the video has ended. */
export const urlsFor = (urls: StableUrls, actor: Actor, durationMs: number): StableUrls['urlOf'] => {
  if (!viewingOf(actor)) return urls.urlOf;
  const lifetime = { expiresInSeconds: viewerUrlSeconds(durationMs), stableForSeconds: VIEWER_STABLE_SECONDS };
  return (key, contentType) => urls.urlOf(key, contentType, lifetime);
};
