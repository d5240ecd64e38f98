import { channel } from 'node:diagnostics_channel';

export const FORWARDED = 'media:forwarded';

/** A request to the API, answered by the API or by the proxy. */
export type ForwardedRequest = { method: string; path: string; status: number; seconds: number };

/** A diagnostics channel, because Next.js bundles routes and instrumentation separately: they share no module state. */
export const publishForwarded = (request: ForwardedRequest): void => channel(FORWARDED).publish(request);
