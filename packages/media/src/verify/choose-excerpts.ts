import { createHash } from 'node:crypto';
import type { MediaSegment } from '@media/core';
import type { JobObject, JobTrack } from './job-track.js';

export type ExcerptPart<T extends JobObject = JobObject> = { object: T; segment: MediaSegment };

/** Consecutive segments that are read and decoded together. */
export type Excerpt<T extends JobObject = JobObject> = {
  track: JobTrack<T>;
  parts: ExcerptPart<T>[];
  /** Samples to decode, starting with the first. */
  decoded: number;
  /** Decode only reference frames of these. Less work, and still finds all errors that propagate. */
  referencesOnly?: true;
};

/** Frames to decode after a boundary: enough to expose B-frames that refer across it. */
const FRAMES_AFTER_BOUNDARY = 8;
/** One in this many segments is decoded completely, besides those at boundaries. */
const SAMPLED_ONE_IN = 32;

/**
 * The parts of a job's tracks to decode: the start of every track, both sides of every chunk boundary, and a sample of the rest selected by
 * `seed`. Decoding the last frames before a boundary requires decoding their whole segment from its key frame. So only audio and the smallest
 * rendition are decoded frame by frame there; larger renditions only by reference frames. Copied renditions are decoded only after
 * boundaries, because their frames, including any errors, come from the source. Decision 9.
 */
export const chooseExcerpts = <T extends JobObject>(
  tracks: readonly JobTrack<T>[],
  { seed, isCopied }: { seed: string; isCopied(track: JobTrack<T>): boolean },
): Excerpt<T>[] => {
  const smallest = tracks.filter(({ kind }) => kind === 'video').at(-1);
  const beforeBoundaries = (track: JobTrack<T>): BeforeBoundary => {
    if (isCopied(track)) return 'nothing';
    return track.kind === 'audio' || track === smallest ? 'everything' : 'references';
  };
  return [...tracks.flatMap((track) => edgesOf(track, beforeBoundaries(track))), ...sample(tracks, seed)];
};

type BeforeBoundary = 'everything' | 'references' | 'nothing';

const edgesOf = <T extends JobObject>(track: JobTrack<T>, how: BeforeBoundary): Excerpt<T>[] => {
  const firsts = track.objects.map((object) => partAt(object, 0));
  const lasts = track.objects.map((object) => partAt(object, -1));
  return firsts.flatMap((first, position) => {
    const before = how === 'nothing' ? undefined : lasts[position - 1];
    const { samples } = first.segment;
    const after = track.kind === 'audio' ? samples : Math.min(samples, FRAMES_AFTER_BOUNDARY);
    const excerpt = { track, parts: [first], decoded: after };
    if (!before) return [excerpt];
    const ending = before.segment.samples;
    return how === 'everything'
      ? [{ track, parts: [before, first], decoded: ending + after }]
      : [{ track, parts: [before], decoded: ending, referencesOnly: true as const }, excerpt];
  });
};

const partAt = <T extends JobObject>(object: T, at: number): ExcerptPart<T> => {
  const segment = object.segments.at(at);
  if (!segment) throw new RangeError(`no segment ${at} in ${object.key}`);
  return { object, segment };
};

const sample = <T extends JobObject>(tracks: readonly JobTrack<T>[], seed: string): Excerpt<T>[] =>
  (['video', 'audio'] as const).flatMap((kind) => {
    const own = tracks.filter((track) => track.kind === kind);
    const all = own.flatMap((track) =>
      track.objects.flatMap((object) => object.segments.map((segment) => ({ track, object, segment }))),
    );
    const count = Math.ceil(all.length / Math.max(1, own.length) / SAMPLED_ONE_IN);
    return all
      .map((candidate) => ({ candidate, rank: rank(seed, candidate) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, count)
      .map(({ candidate: { track, object, segment } }) => ({
        ...{ track, parts: [{ object, segment }], decoded: segment.samples },
      }));
  });

const rank = (seed: string, { object, segment }: ExcerptPart): string =>
  createHash('sha256').update(`${seed} ${object.kind} ${object.trackIndex} ${segment.start}`).digest('hex');
