import { AppError, type VideoId } from '@media/core';
import { z } from 'zod';

export type Position = { createdAt: Date; id: VideoId };

const Stored = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where a page ended. Opaque to clients, so that it may change. */
export const toCursor = ({ createdAt, id }: Position): string =>
  Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');

/** @throws AppError REQUEST_INVALID for what no page gave */
export const parseCursor = (cursor: string): Position => {
  try {
    const [createdAt, id] = Stored.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { createdAt: new Date(createdAt), id: id as VideoId };
  } catch (error) {
    const errors = [{ path: 'cursor', message: 'must be the nextCursor of a page' }];
    throw new AppError('REQUEST_INVALID', { errors }, { cause: error });
  }
};
