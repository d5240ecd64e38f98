import { clockTime } from '../display/clock-time.js';
import { formatBytes } from '../display/format-bytes.js';
import { type Quota, storageBytesOf, type Usage, type UsageLimits } from './usage.js';

/** A refusal: `used` and `requested` together are more than `limit`. */
export type QuotaExcess = {
  quota: Quota;
  limit: number;
  used: number;
  requested: number;
  /** When the month's usage starts again at 0; absent for storage. */
  resetsAt?: string;
};

/** What a command is about to use. */
export type UsageRequest = { uploadBytes?: number; sourceSeconds?: number };

/** The first limit that a request would exceed. */
export const findExcess = (
  usage: Usage,
  limits: UsageLimits,
  { uploadBytes, sourceSeconds }: UsageRequest,
  now: Date,
): QuotaExcess | undefined => {
  const { uploadedBytes, sourceSeconds: usedSeconds } = usage.month;
  const resetsAt = nextMonth(now).toISOString();
  const asked: [Quota, number | undefined, number, string?][] = [
    ['storageBytes', uploadBytes, storageBytesOf(usage)],
    ['monthlyUploadBytes', uploadBytes, uploadedBytes, resetsAt],
    ['monthlySourceSeconds', sourceSeconds, usedSeconds, resetsAt],
  ];
  for (const [quota, requested, used, reset] of asked) {
    const limit = limits[quota];
    if (requested === undefined || limit === undefined || used + requested <= limit) continue;
    return { quota, limit, used, requested, ...(reset && { resetsAt: reset }) };
  }
  return undefined;
};

/** The first moment of the next month, in UTC. */
export const nextMonth = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));

type Text = (excess: Record<'limit' | 'used' | 'requested', string>) => string;

/** For what would fit if less were used. */
const TEXTS: Record<Quota, Text> = {
  storageBytes: ({ limit, used, requested }) =>
    `This file needs ${requested} of storage, but the organization already uses ${used} of ${limit}.`,
  monthlyUploadBytes: ({ limit, used, requested }) =>
    `This file is ${requested}, but the organization has already uploaded ${used} of ${limit} this month.`,
  monthlySourceSeconds: ({ limit, used, requested }) =>
    `This video lasts ${requested}, but the organization has already processed ${used} of ${limit} this month.`,
};

/** For what never fits, whatever is deleted and however long one waits. */
const TOO_LARGE: Record<Quota, Text> = {
  storageBytes: ({ limit, requested }) =>
    `This file needs ${requested} of storage, but the organization's limit is ${limit}.`,
  monthlyUploadBytes: ({ limit, requested }) =>
    `This file is ${requested}, but the organization's limit for the uploads of a month is ${limit}.`,
  monthlySourceSeconds: ({ limit, requested }) =>
    `This video lasts ${requested}, but the organization's limit for the videos of a month is ${limit}.`,
};

/** What is exceeded, and by how much. */
export const excessText = ({ quota, limit, used, requested }: QuotaExcess): string => {
  const show = (amount: number): string =>
    quota === 'monthlySourceSeconds' ? clockTime(amount * 1_000) : formatBytes(amount);
  const texts = requested > limit ? TOO_LARGE : TEXTS;
  return texts[quota]({ limit: show(limit), used: show(used), requested: show(requested) });
};

/** The refusal as users read it: the limit and the way out. */
export const quotaText = (excess: QuotaExcess): string => {
  const { resetsAt, requested, limit } = excess;
  if (limit === 0) return `${excessText(excess)} Ask the operator of this server for a higher limit.`;
  const untilThere = resetsAt
    ? `Wait until ${resetsAt.slice(0, 10)} (UTC)`
    : 'Delete videos and empty the trash, cancel uploads';
  const wayOut = requested > limit ? 'Upload a smaller file' : untilThere;
  return `${excessText(excess)} ${wayOut}, or ask the operator of this server for a higher limit.`;
};
