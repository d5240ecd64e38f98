import { headers } from 'next/headers';

/** The address of the web app for links from elsewhere: that of the request, if none is configured. */
export const publicOrigin = async (): Promise<string> =>
  process.env.PUBLIC_URL?.replace(/\/+$/, '') || `http://${(await headers()).get('host') ?? 'localhost'}`;
