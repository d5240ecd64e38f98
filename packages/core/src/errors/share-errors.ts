import type { ErrorEntry } from './error-entry.js';

/** Errors of requests about shares, and of viewers. */
export const SHARE_ERRORS = {
  SHARE_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'Share link not found. It may have been revoked. Reload the list of links.',
  },
  TOO_MANY_SHARES: {
    kind: 'conflict',
    retry: false,
    text: 'This video already has 100 share links. Revoke one that is no longer needed, then create the new one.',
  },
  SHARE_GONE: {
    kind: 'gone',
    retry: false,
    text: 'This link has expired or was revoked, or the video was deleted. Ask the person who shared it with you for a new one.',
  },
  SHARE_PASSWORD_REQUIRED: {
    kind: 'forbidden',
    retry: false,
    text: 'This link needs a password. Enter the one that you got from the person who shared the video.',
  },
  SHARE_PASSWORD_WRONG: {
    kind: 'forbidden',
    retry: false,
    text: 'The password of this link is wrong. Check it and try again.',
  },
  DOWNLOAD_NOT_ALLOWED: {
    kind: 'forbidden',
    retry: false,
    text: "This link doesn't allow this download. Ask the person who shared the video with you.",
  },
  OEMBED_FORMAT_UNSUPPORTED: {
    kind: 'notImplemented',
    retry: false,
    text: 'This server describes videos only as JSON. Request format=json.',
  },
} as const satisfies Record<string, ErrorEntry>;
