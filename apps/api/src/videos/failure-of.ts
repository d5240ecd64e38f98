import type { VideoView } from '@media/contracts';
import { ERRORS, type ErrorCode, isErrorCode } from '@media/core';
import type { VideoState } from '@media/database';

/** Maps unknown error codes in the database to INTERNAL. They can come from an earlier release or, during an upgrade, a later one. Pure. */
export const toKnownCode = (code: string): ErrorCode => (isErrorCode(code) ? code : 'INTERNAL');

type Ended = Pick<VideoState, 'status' | 'errorCode'>;

/** The error of a failed video for the API, or an empty object. Pure. */
export const failureOf = ({ status, errorCode }: Ended): Pick<VideoView, 'error'> => {
  if (status !== 'failed' || !errorCode) return {};
  const code = toKnownCode(errorCode);
  return { error: { code, message: ERRORS[code].text } };
};
