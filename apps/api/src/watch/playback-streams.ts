import type { ApiKeyId, OrganizationId, PlaybackMaker, UserId } from '@media/core';
import type { Accounts, ApiKeys, PlaybackMember } from '@media/database';
import type { Logger } from '@media/runtime';
import { createPolledStreams } from './polled-streams.js';

type Stream = { end(): void };
type Options = {
  log: Logger;
  apiKeys: Pick<ApiKeys, 'withPlayback'>;
  accounts: Pick<Accounts, 'withPlayback'>;
  pollMs: number;
};

const toSubject = ({ userId, organizationId, epoch }: PlaybackMember): string =>
  [userId, organizationId, epoch].join(' ');

const toMember = (subject: string): PlaybackMember => {
  const [userId, organizationId, epoch] = subject.split(' ');
  return { userId: userId as UserId, organizationId: organizationId as OrganizationId, epoch: Number(epoch) };
};

/** The open streams by playback token in this process. They end with what made their token: the access of a member, or an API key. */
export const createPlaybackStreams = ({ log, apiKeys, accounts, pollMs }: Options) => {
  const ofKeys = createPolledStreams<ApiKeyId>({ log, pollMs, alive: apiKeys.withPlayback });
  const alive = async (subjects: readonly string[]) =>
    new Set((await accounts.withPlayback(subjects.map(toMember))).map(toSubject));
  const ofMembers = createPolledStreams<string>({ log, pollMs, alive });
  return {
    /** Returns a function that removes the stream. */
    add: (organizationId: OrganizationId, maker: PlaybackMaker, stream: Stream): (() => void) =>
      'apiKeyId' in maker
        ? ofKeys.add(maker.apiKeyId, stream)
        : ofMembers.add(toSubject({ ...maker, organizationId }), stream),
    close: (): void => {
      ofKeys.close();
      ofMembers.close();
    },
  };
};
export type PlaybackStreams = ReturnType<typeof createPlaybackStreams>;
