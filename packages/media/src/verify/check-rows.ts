import { fractionValue, LONGEST_AAC_FRAME_SECONDS, type Plan } from '@media/core';
import { checkAudio, checkOffset } from './check-audio.js';
import { checkTrack } from './check-track.js';
import { checkAlignment, checkVideo } from './check-video.js';
import { type Fault, type JobObject, type JobTrack, tracksOf } from './job-track.js';

/** The results that tasks of a job reported besides rows. */
export type Reported = {
  /** Chunks in which frames couldn't be decoded. */
  damaged: ReadonlySet<number>;
  /** The end of each audio track in ticks, which its task compared with the source. */
  audioEnds: ReadonlyMap<number, number>;
};

/**
 * Compares the rows of everything that a job published with its plan and with the results of its tasks. Reads no bytes; `checkSegment` compares
 * these with the rows.
 */
export const checkRows = <T extends JobObject>(
  { video, audios, durationMs }: Pick<Plan, 'video' | 'audios' | 'durationMs'>,
  objects: readonly T[],
  { damaged, audioEnds }: Reported,
): { tracks: JobTrack<T>[]; faults: Fault<T>[] } => {
  const counts = { video: video?.renditions.length ?? 0, audio: audios.length };
  const tracks = tracksOf(objects, counts);
  const broken = tracks.flatMap(checkTrack);
  if (broken.length > 0) return { tracks, faults: broken };
  const videoTracks = tracks.filter(({ kind }) => kind === 'video');
  const audioTracks = tracks.filter(({ kind }) => kind === 'audio');
  const frameSeconds = video ? 1 / fractionValue(video.frameRate) : LONGEST_AAC_FRAME_SECONDS;
  const faults = [
    ...(video ? videoTracks.flatMap((track) => checkVideo(track, video, damaged)) : []),
    ...checkAlignment(videoTracks, damaged),
    ...audioTracks.flatMap((track) => checkAudio(track, { durationMs, endTicks: audioEnds.get(track.index) })),
    ...checkOffset(tracks, frameSeconds),
  ];
  return { tracks, faults };
};
