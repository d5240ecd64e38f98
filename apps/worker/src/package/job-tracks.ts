import { AppError, type AudioTrack, type Plan, type Rendition } from '@media/core';
import type { MediaObjectRow } from '@media/database';

/** One rendition or audio track: its objects in the order of time, which play one after another with one init segment. */
export type Track = { name: string; objects: MediaObjectRow[] };
export type VideoTrack = Track & { rendition: Rendition };
export type SoundTrack = Track & { track: AudioTrack };
export type JobTracks = { videos: VideoTrack[]; sounds: SoundTrack[] };

/** Sorts a job's objects by what the plan says they are. Throws OUTPUT_WRONG when a piece is missing or does not fit the others. */
export const jobTracks = (plan: Plan, objects: readonly MediaObjectRow[]): JobTracks => {
  const pieces = (kind: MediaObjectRow['kind'], index: number, count: number, name: string): Track => {
    const own = objects.filter((object) => object.kind === kind && object.trackIndex === index);
    const ordered = own.toSorted((a, b) => a.chunkIndex - b.chunkIndex);
    if (ordered.length !== count)
      throw new AppError('OUTPUT_WRONG', { reason: 'pieces', name, expected: count, found: ordered.length });
    // Only one init segment is kept: another encoder build, on another machine, would make one that does not fit.
    if (new Set(ordered.map(({ initHash }) => initHash)).size > 1)
      throw new AppError('OUTPUT_WRONG', { reason: 'init segments differ', name });
    return { name, objects: ordered };
  };
  const { video, audios } = plan;
  return {
    videos: (video?.renditions ?? []).map((rendition, index) => ({
      ...pieces('video', index, video?.chunks.length ?? 0, rendition.name),
      rendition,
    })),
    sounds: audios.map((track) => ({ ...pieces('audio', track.index, 1, track.name), track })),
  };
};

export const framesOf = ({ objects }: Track): number =>
  objects.flatMap(({ segments }) => segments).reduce((sum, { samples }) => sum + samples, 0);

/** When the last sample of a track ends, in ticks of the track from the video's start. */
export const endTicksOf = ({ objects }: Track): number => {
  const segment = objects.at(-1)?.segments.at(-1);
  return segment ? segment.start + segment.duration : 0;
};

/** When the last sample of a track ends, in seconds from the video's start. */
export const endSecondsOf = (track: Track): number => endTicksOf(track) / (track.objects.at(-1)?.timescale ?? 1);

/** Bits per second of a track's media over its own length. */
export const bitrateOf = (track: Track): number => {
  const bytes = track.objects.flatMap(({ segments }) => segments).reduce((sum, { size }) => sum + size, 0);
  return (bytes * 8) / Math.max(0.001, endSecondsOf(track));
};
