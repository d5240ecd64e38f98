import {
  AppError,
  type AudioTrack,
  endSecondsOf,
  type MediaObject,
  objectsOfTrack,
  type Plan,
  type Rendition,
  type TaskResults,
} from '@media/core';
import type { JobObject } from '@media/database';

/** A rendition or audio track: objects in time order that share one init segment. */
export type Track = { name: string; objects: JobObject[] };
export type EncodedVideo = Track & { rendition: Rendition };
export type EncodedAudio = Track & { track: AudioTrack };
export type JobTracks = { videos: EncodedVideo[]; audios: EncodedAudio[] };

/**
 * Groups a job's objects into the tracks of the plan. `encoded` has the length of each audio track. Throws OUTPUT_WRONG if a
 * piece is missing or doesn't fit the others.
 */
export const jobTracks = (
  plan: Plan,
  objects: readonly JobObject[],
  encoded: readonly TaskResults['audio'][],
): JobTracks => {
  const { video, audios } = plan;
  return {
    videos: (video?.renditions ?? []).map((rendition, index) => ({
      ...joinable(objects, { kind: 'video', index, name: rendition.name, count: video?.chunks.length ?? 0 }),
      rendition,
    })),
    audios: audios.map((track) => {
      const audio = encoded.find(({ trackIndex }) => trackIndex === track.index);
      if (!audio) throw new AppError('OUTPUT_WRONG', { reason: 'no audio', name: track.name });
      const own = { kind: 'audio' as const, index: track.index, name: track.name, count: audio.pieceCount };
      return { ...contiguous(joinable(objects, own), audio.endTicks), track };
    }),
  };
};

type Wanted = { kind: MediaObject['kind']; index: number; name: string; count: number };

const joinable = (objects: readonly JobObject[], { kind, index, name, count }: Wanted): Track => {
  const ordered = objectsOfTrack(objects, kind, index);
  if (ordered.length !== count)
    throw new AppError('OUTPUT_WRONG', { reason: 'pieces', name, expected: count, found: ordered.length });
  // Only one init segment is kept, and a different encoder build on another machine could produce an incompatible one.
  if (new Set(ordered.map(({ initHash }) => initHash)).size > 1)
    throw new AppError('OUTPUT_WRONG', { reason: 'init segments differ', name });
  return { name, objects: ordered };
};

/** Audio has no planned frame count: segments must be contiguous up to the end that the encoder reported. */
const contiguous = (track: Track, endTicks: number): Track => {
  const segments = track.objects.flatMap((object) => object.segments);
  let expected = segments[0]?.start ?? 0;
  for (const { start, duration } of segments) {
    if (start !== expected) throw new AppError('OUTPUT_WRONG', { reason: 'gap', name: track.name, expected, start });
    expected = start + duration;
  }
  if (expected !== endTicks)
    throw new AppError('OUTPUT_WRONG', { reason: 'end', name: track.name, expected: endTicks, found: expected });
  return track;
};

export const framesOf = ({ objects }: Track): number =>
  objects.flatMap(({ segments }) => segments).reduce((sum, { samples }) => sum + samples, 0);

/** Average bitrate of a track in bits per second. */
export const bitrateOf = (track: Track): number => {
  const bytes = track.objects.flatMap(({ segments }) => segments).reduce((sum, { size }) => sum + size, 0);
  return (bytes * 8) / Math.max(0.001, endSecondsOf(track));
};
