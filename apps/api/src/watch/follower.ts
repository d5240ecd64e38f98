import type { LiveMessage } from '@media/contracts';
import type { Change } from '@media/database';

/** Somebody who watches one video. */
export type VideoFollower = {
  /** Something that Redis told. */
  onMessage(message: LiveMessage): void;
  /** The number of the video's last milestone, for whoever missed it. */
  onLastSeq(seq: number): void;
  /** There is nothing more to come. */
  end(): void;
};

/** Somebody who watches all videos of an organization. */
export type OrganizationFollower = {
  onMessage(message: LiveMessage): void;
  /** What the database knows of the last time, for whoever missed some of it; complete up to `asOf`. */
  onLook(changes: readonly Change[], asOf: Date): void;
  end(): void;
};
