import type { VideoView } from '@media/contracts';
import { ERRORS, type ErrorCode, isErrorCode } from '@media/core';
import type { VideoState } from '@media/database';

/**
 * The code of a row as the API shows it. A row can have one of another release, which runs beside this one during an upgrade or has
 * removed the code since. Pure.
 */
export const toKnownCode = (code: string): ErrorCode => (isErrorCode(code) ? code : 'INTERNAL');

type Ended = Pick<VideoState, 'status' | 'errorCode'>;

/** Why a video has failed, as the API shows it; empty for all others. Pure. */
export const failureOf = ({ status, errorCode }: Ended): Pick<VideoView, 'error'> => {
  if (status !== 'failed' || !errorCode) return {};
  const code = toKnownCode(errorCode);
  return { error: { code, message: ERRORS[code].text } };
};
