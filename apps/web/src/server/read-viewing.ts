import { headers } from 'next/headers';
import { cache } from 'react';
import { requestViewing, type ViewingAnswer } from '@/features/viewing/viewing-answer';
import { apiOrigin } from '../proxy/api-origin';

/** The page is rendered without the video rather than late. Then the browser asks. */
const TIMEOUT_MS = 3_000;

/** What a viewer can watch, once per rendered page. */
export const readViewing = cache(async (id: string): Promise<ViewingAnswer> => {
  // The API counts requests by address, and links to the web app if there is one in front of it.
  const forwardedFor = (await headers()).get('x-forwarded-for') ?? '';
  return requestViewing(`${apiOrigin()}/watch/${encodeURIComponent(id)}`, {
    headers: { 'x-forwarded-for': forwardedFor },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
});
