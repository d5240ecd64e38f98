import type { LiveMessage } from '@media/contracts';
import type { Change } from '@media/database';

/** Somebody who watches one video. */
export type VideoFollower = {
  /** A message that came by Redis. */
  onMessage(message: LiveMessage): void;
  /** The number of the video's last event, for whoever missed it. */
  onLastSeq(seq: number): void;
  /** There is nothing more to come. */
  end(): void;
};

/** Somebody who watches all videos of an organization. */
export type OrganizationFollower = {
  onMessage(message: LiveMessage): void;
  /** The recent changes in the database, for whoever missed some; complete up to `asOf`. */
  onPoll(changes: readonly Change[], asOf: Date): void;
  end(): void;
};
