import { Prisma } from './generated/client.js';

/**
 * Videos in the trash are gone for everybody but the trash itself, so every query for a video has one of these two conditions. A test
 * lists the files whose queries don't (video-readers.test.ts).
 */
export const PRESENT = { trashedAt: null } as const;
/** The same as SQL. */
export const isPresent = Prisma.sql`video.trashed_at IS NULL`;

/** SQL condition: a video has been in the trash for so long that it is deleted. It isn't shown any more and can't be restored. */
export const isDue = (keptMs: number): Prisma.Sql =>
  Prisma.sql`video.trashed_at <= now() - ${keptMs} * interval '1 millisecond'`;
