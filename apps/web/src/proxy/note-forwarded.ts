import { channel } from 'node:diagnostics_channel';

export const FORWARDED = 'media:forwarded';

/** A request that was answered, by the API or in its place. */
export type Forwarded = { method: string; path: string; status: number; seconds: number };

/** Next.js bundles routes apart from what runs at its start, so the two share no module; a channel belongs to the process. */
export const noteForwarded = (forwarded: Forwarded): void => channel(FORWARDED).publish(forwarded);
