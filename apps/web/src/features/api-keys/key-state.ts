import type { ApiKeyView } from '@media/sdk';
import { formatAge } from '@/format/format-age';
import { formatDateTime } from '@/format/format-time';

type Ends = Pick<ApiKeyView, 'expiresAt' | 'revokedAt'>;
const isPast = (time: string | null, nowMs: number): boolean => time !== null && Date.parse(time) <= nowMs;

export const isEnded = ({ expiresAt, revokedAt }: Ends, nowMs = Date.now()): boolean =>
  isPast(expiresAt, nowMs) || isPast(revokedAt, nowMs);

/** When and why a key ended or will end, as a sentence without a period; undefined if it works without a limit. */
export const endOf = ({ expiresAt, revokedAt }: Ends, nowMs = Date.now()): string | undefined => {
  if (revokedAt && isPast(revokedAt, nowMs)) return `Stopped working ${formatAge(revokedAt, nowMs)}`;
  if (expiresAt && isPast(expiresAt, nowMs)) return `Expired ${formatAge(expiresAt, nowMs)}`;
  if (revokedAt) return `Replaced, works until ${formatDateTime(revokedAt)}`;
  return expiresAt ? `Expires ${formatDateTime(expiresAt)}` : undefined;
};
