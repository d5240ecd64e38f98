import type { LiveMessage } from '@media/contracts';
import type { Change } from '@media/database';

/** A subscriber to the events of one video. */
export type VideoSubscriber = {
  /** Called for each message from Redis. */
  onMessage(message: LiveMessage): void;
  /** Called with the number of the video's last event, to detect missed messages. */
  onLastSeq(seq: number): void;
  /** Ends the subscriber's stream. */
  end(): void;
};

/** A subscriber to the events of all videos of an organization. */
export type OrganizationSubscriber = {
  onMessage(message: LiveMessage): void;
  /** Called with recent changes in the database, complete up to `asOf`, to detect missed messages. */
  onPoll(changes: readonly Change[], asOf: Date): void;
  end(): void;
};
