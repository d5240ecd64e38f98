import { AppError } from '@media/core';
import type { CurrentViewing, ViewerRef, Viewings } from '@media/database';

/** @throws AppError SHARE_GONE for a share that has ended, VIDEO_NOT_FOUND for a video that isn't unlisted or public */
export const findViewing = async (
  { viewings }: { viewings: Pick<Viewings, 'find'> },
  ref: ViewerRef,
): Promise<CurrentViewing> => {
  const current = await viewings.find(ref);
  if (!current) throw viewingEnded(ref);
  return current;
};

/** What a viewer learns, whatever ended it. */
export const viewingEnded = ({ videoId, shareId }: ViewerRef): AppError =>
  shareId === undefined ? new AppError('VIDEO_NOT_FOUND', { id: videoId }) : new AppError('SHARE_GONE', { shareId });
