import type { LiveMessage, OrganizationMessage, VideoMessage } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { Change, NumberedEvent, VideoState } from '@media/database';
import { createKnownVideos } from './known-videos.js';
import { type Current, createVideoStream, type VideoStream } from './video-stream.js';

type Options = {
  stateOf(videoId: VideoId): Promise<VideoState | undefined>;
  statesOf(videoIds: readonly VideoId[]): Promise<VideoState[]>;
  snapshotOf(video: VideoState): Promise<VideoMessage & { progress: number }>;
  /** The events of a video after a number. */
  missedSince(videoId: VideoId, seq: number): Promise<NumberedEvent[]>;
  send(message: OrganizationMessage): void;
};

/** The messages that one client receives about the videos of an organization. The first message about each is a snapshot. */
export const createOrganizationStream = ({ stateOf, statesOf, snapshotOf, missedSince, send }: Options) => {
  const known = createKnownVideos();

  const current = async (videoId: VideoId): Promise<Current | undefined> => {
    const video = await stateOf(videoId);
    return video && { seq: video.eventSeq, data: await snapshotOf(video) };
  };

  const openStream = (videoId: VideoId): VideoStream =>
    createVideoStream({
      ...{ videoId, lastSeq: 0, missedSince, current },
      send: ({ data }) => send({ videoId, ...data }),
    });

  /** `hints`: of the message that the snapshot replaces. */
  const sendSnapshot = async (video: VideoState, hints: VideoMessage = {}): Promise<VideoStream> => {
    const { id: videoId, eventSeq } = video;
    const restored = known.isDeleted(videoId) && ({ restored: true } as const);
    if (restored) known.markRestored(videoId);
    const stream = known.streams.get(videoId) ?? openStream(videoId);
    known.streams.set(videoId, stream);
    stream.sendSnapshot(eventSeq, { ...hints, ...(await snapshotOf(video)), ...restored });
    return stream;
  };

  const sendDeleted = (videoId: VideoId): void => {
    if (known.isDeleted(videoId)) return;
    known.markDeleted(videoId);
    send({ videoId, deleted: true });
  };

  return {
    sendSnapshot,
    skip: known.skip,
    forgetAllBut: known.forgetAllBut,

    receive: async (message: LiveMessage): Promise<void> => {
      const { videoId, deleted, data } = message;
      if (deleted) return sendDeleted(videoId);
      // Late progress must not bring it back.
      if (known.isDeleted(videoId) && !data.restored) return;
      const open = known.streams.get(videoId);
      const video = open ? undefined : await stateOf(videoId);
      const stream = open ?? (video && (await sendSnapshot(video, hintsOf(data))));
      await stream?.receive(message);
    },

    /** Sends the changes that the client has missed. */
    catchUp: async (changes: readonly Change[]): Promise<void> => {
      const unknown: VideoId[] = [];
      for (const { videoId, lastSeq } of changes.filter(known.isNew)) {
        if (lastSeq === undefined) sendDeleted(videoId);
        else if (known.streams.has(videoId)) await known.streams.get(videoId)?.catchUp(lastSeq);
        else unknown.push(videoId);
      }
      for (const video of unknown.length > 0 ? await statesOf(unknown) : []) await sendSnapshot(video);
    },
  };
};
export type OrganizationStream = ReturnType<typeof createOrganizationStream>;

/** What a message says that a snapshot doesn't: which details changed, such as the title. */
const hintsOf = ({ updated, output, textReady, warnings, retrying }: VideoMessage): VideoMessage => ({
  ...(updated && { updated }),
  ...(output && { output }),
  ...(textReady && { textReady }),
  ...(warnings && { warnings }),
  ...(retrying && { retrying }),
});
