import type { ShareView } from '@media/sdk';
import { formatAge } from '../../../../format/format-age';
import { formatDateTime } from '../../../../format/format-time';

export const isExpired = ({ expiresAt }: Pick<ShareView, 'expiresAt'>, nowMs = Date.now()): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= nowMs;

/** What a link allows and requires, in words. Pure. */
export const shareFacts = (share: ShareView, nowMs = Date.now()): string[] => {
  const { expiresAt, hasPassword, allowDownload, createdAt } = share;
  return [
    hasPassword ? 'Password' : 'No password',
    ...(allowDownload ? ['Download'] : []),
    endOf(expiresAt, nowMs),
    `created ${formatAge(createdAt, nowMs)}`,
  ];
};

const endOf = (expiresAt: string | null, nowMs: number): string => {
  if (expiresAt === null) return 'Never expires';
  return isExpired({ expiresAt }, nowMs)
    ? `Expired ${formatAge(expiresAt, nowMs)}`
    : `Expires ${formatDateTime(expiresAt)}`;
};
