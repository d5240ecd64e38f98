import { open } from 'node:fs/promises';
import { AppError, type FailureReason } from '@media/core';

/** Boxes that an MP4 or QuickTime file begins with (ISO/IEC 14496-12 4.3, QuickTime File Format). */
const FIRST_BOXES = new Set(['ftyp', 'mdat', 'wide', 'free', 'skip', 'pnot']);

const isMp4 = async (path: string): Promise<boolean> => {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  return bytesRead === 8 && FIRST_BOXES.has(buffer.toString('latin1', 4, 8));
};

/**
 * What a missing index says about a file that ffprobe can't read. A recording that was interrupted is damaged. But ffmpeg also looks for an
 * index in any other file whose name ends in `.mp4`: that isn't media. Other errors stay as they are.
 */
export const explainMissingIndex = async (path: string, error: unknown): Promise<unknown> => {
  if (!(error instanceof AppError) || !isIndexMissing(error.details.reason)) return error;
  const { reason, ...details } = error.details;
  return (await isMp4(path))
    ? new AppError('SOURCE_DAMAGED', { ...details, reason }, { cause: error })
    : new AppError('SOURCE_NOT_MEDIA', details, { cause: error });
};

const isIndexMissing = (reason: unknown): boolean =>
  typeof reason === 'object' &&
  reason !== null &&
  'code' in reason &&
  reason.code === ('INDEX_MISSING' satisfies FailureReason['code']);
