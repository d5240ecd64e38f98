import { clockTime } from './clock-time.js';

/** How long something lasts: `2.1 s`, `1:02:03`. */
export const spanTime = (ms: number): string => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : clockTime(ms));
