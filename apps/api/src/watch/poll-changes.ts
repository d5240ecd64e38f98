import type { OrganizationId, VideoId } from '@media/core';
import type { ChangeRows, Events } from '@media/database';
import type { OrganizationSubscriber, VideoSubscriber } from './subscriber.js';
import type { Subscribers } from './subscribers.js';

type Poll = () => Promise<void>;

/** Passes the number of the last event to subscribers of videos. Ends the streams of deleted videos. */
export const createVideoPoll =
  (subscribers: Subscribers<VideoId, VideoSubscriber>, events: Pick<Events, 'lastSeqs'>): Poll =>
  async () => {
    const videoIds = subscribers.subjects();
    if (videoIds.length === 0) return;
    const seqs = await events.lastSeqs(videoIds);
    for (const videoId of videoIds) {
      const seq = seqs.get(videoId);
      for (const subscriber of subscribers.of(videoId))
        seq === undefined ? subscriber.end() : subscriber.onLastSeq(seq);
    }
  };

/**
 * Passes the changes since the last successful poll to subscribers of organizations. A subscriber added since then has them from
 * its own snapshots. One added during a poll gets the changes of the next.
 */
export const createOrganizationPoll = (
  subscribers: Subscribers<OrganizationId, OrganizationSubscriber>,
  changes: Pick<ChangeRows, 'since'>,
): Poll => {
  let polledAt: Date | undefined;
  return async () => {
    const organizationIds = subscribers.subjects();
    const recipients = organizationIds.flatMap((organizationId) =>
      subscribers.of(organizationId).map((subscriber) => ({ organizationId, subscriber })),
    );
    if (recipients.length === 0) {
      polledAt = undefined;
      return;
    }
    const found = await changes.since(organizationIds, polledAt);
    polledAt = found.asOf;
    const byOrganization = Map.groupBy(found.changes, ({ organizationId }) => organizationId);
    for (const { organizationId, subscriber } of recipients)
      subscriber.onPoll(byOrganization.get(organizationId) ?? [], found.asOf);
  };
};
