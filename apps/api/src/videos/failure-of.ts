import type { VideoView } from '@media/contracts';
import { type ErrorCode, failureMessage, isErrorCode } from '@media/core';
import type { VideoState } from '@media/database';

/** Maps unknown error codes in the database to INTERNAL. They can come from an earlier release or, during an upgrade, a later one. Pure. */
export const toKnownCode = (code: string): ErrorCode => (isErrorCode(code) ? code : 'INTERNAL');

type Ended = { status: string } & Pick<VideoState, 'errorCode' | 'errorReason'>;

/** The error of a failed video or job for the API, or an empty object. Pure. */
export const failureOf = ({ status, errorCode, errorReason }: Ended): Pick<VideoView, 'error'> => {
  if (status !== 'failed' || !errorCode) return {};
  const code = toKnownCode(errorCode);
  return { error: { code, message: failureMessage(code, errorReason) } };
};
