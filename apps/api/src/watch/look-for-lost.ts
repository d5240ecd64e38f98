import type { OrganizationId, VideoId } from '@media/core';
import type { ChangeRows, Events } from '@media/database';
import type { OrganizationFollower, VideoFollower } from './follower.js';
import type { Followers } from './followers.js';

type Look = () => Promise<void>;

/** Tells followers of videos the numbers of the last milestones; one whose video is gone has nothing more to hear. */
export const createLookAtVideos =
  (followers: Followers<VideoId, VideoFollower>, events: Pick<Events, 'lastSeqs'>): Look =>
  async () => {
    const watched = followers.subjects();
    if (watched.length === 0) return;
    const seqs = await events.lastSeqs(watched);
    for (const videoId of watched) {
      const seq = seqs.get(videoId);
      for (const follower of followers.of(videoId)) seq === undefined ? follower.end() : follower.onLastSeq(seq);
    }
  };

/**
 * Tells followers of organizations what changed since the last look that succeeded. Who came after that look began knows
 * at least as much by its own first snapshot; who comes during a look is told by the next.
 */
export const createLookAtOrganizations = (
  followers: Followers<OrganizationId, OrganizationFollower>,
  changes: Pick<ChangeRows, 'since'>,
): Look => {
  let lookedAt: Date | undefined;
  return async () => {
    const watched = followers.subjects();
    const told = watched.flatMap((organizationId) =>
      followers.of(organizationId).map((follower) => ({ organizationId, follower })),
    );
    if (told.length === 0) {
      lookedAt = undefined;
      return;
    }
    const found = await changes.since(watched, lookedAt);
    lookedAt = found.asOf;
    const byOrganization = Map.groupBy(found.changes, ({ organizationId }) => organizationId);
    for (const { organizationId, follower } of told)
      follower.onLook(byOrganization.get(organizationId) ?? [], found.asOf);
  };
};
