import { pathOf } from '@/urls/path-of';
import type { BeaconBody } from './watch-meter';

/** Whether the browser asks not to be counted: by Global Privacy Control, or by its predecessor Do Not Track. */
export const asksForPrivacy = (
  navigator: { globalPrivacyControl?: boolean; doNotTrack?: string | null } = window.navigator,
): boolean => navigator.globalPrivacyControl === true || navigator.doNotTrack === '1';

/** Reports what was watched, also while the page is closed. Without cookies, and without waiting for the response. */
export const sendBeacon = (url: string, body: BeaconBody): void =>
  void fetch(pathOf(url), {
    method: 'POST',
    keepalive: true,
    credentials: 'omit',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
