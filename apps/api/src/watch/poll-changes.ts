import type { OrganizationId, VideoId } from '@media/core';
import type { ChangeRows, Events } from '@media/database';
import type { OrganizationFollower, VideoFollower } from './follower.js';
import type { Followers } from './followers.js';

type Poll = () => Promise<void>;

/** Gives followers of videos the number of the last event; ends the streams of videos that are gone. */
export const createVideoPoll =
  (followers: Followers<VideoId, VideoFollower>, events: Pick<Events, 'lastSeqs'>): Poll =>
  async () => {
    const followed = followers.subjects();
    if (followed.length === 0) return;
    const seqs = await events.lastSeqs(followed);
    for (const videoId of followed) {
      const seq = seqs.get(videoId);
      for (const follower of followers.of(videoId)) seq === undefined ? follower.end() : follower.onLastSeq(seq);
    }
  };

/**
 * Gives followers of organizations what has changed since the last poll that succeeded. Who came after that poll began knows at
 * least as much from its own first snapshots; who comes during a poll gets the changes of the next.
 */
export const createOrganizationPoll = (
  followers: Followers<OrganizationId, OrganizationFollower>,
  changes: Pick<ChangeRows, 'since'>,
): Poll => {
  let polledAt: Date | undefined;
  return async () => {
    const followed = followers.subjects();
    const recipients = followed.flatMap((organizationId) =>
      followers.of(organizationId).map((follower) => ({ organizationId, follower })),
    );
    if (recipients.length === 0) {
      polledAt = undefined;
      return;
    }
    const found = await changes.since(followed, polledAt);
    polledAt = found.asOf;
    const byOrganization = Map.groupBy(found.changes, ({ organizationId }) => organizationId);
    for (const { organizationId, follower } of recipients)
      follower.onPoll(byOrganization.get(organizationId) ?? [], found.asOf);
  };
};
