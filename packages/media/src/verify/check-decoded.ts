import { type Encoding, videoCodecOf } from '@media/core';

/** A decoded frame, or a run of decoded audio, in ticks of its track. */
export type DecodedFrame = { pts: number; duration: number };

/** Reads what ffmpeg's framecrc muxer wrote: "stream, dts, pts, duration, size, checksum". */
export const parseFrameList = (text: string): DecodedFrame[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, , pts, duration] = line.split(',').map(Number);
      return { pts: pts ?? Number.NaN, duration: duration ?? Number.NaN };
    });

export type ExpectedFrames = {
  /** Segments that were decoded one after another: their start in ticks and their frames. */
  segments: readonly { start: number; samples: number }[];
  frames: number;
  /** Ticks from each frame to the next, where all are alike. */
  frameTicks?: number | undefined;
};

/** What is wrong with decoded frames; undefined when nothing is. Only distances count: a demuxer may shift all alike. */
export const checkDecodedFrames = (
  list: readonly DecodedFrame[],
  { segments, frames, frameTicks }: ExpectedFrames,
): string | undefined => {
  if (list.length !== frames) return `decoded ${list.length} of ${frames} frames`;
  const first = list[0]?.pts ?? 0;
  const planned = segments[0]?.start ?? 0;
  let at = 0;
  for (const { start, samples } of segments) {
    const found = list[at];
    // A frame's time is rounded once when it is planned and once when it is decoded.
    if (found && Math.abs(found.pts - first - (start - planned)) > 1)
      return `frame ${at} is not where its segment begins`;
    at += samples;
  }
  const wrong = list.slice(1).findIndex(({ pts }, before) => {
    const step = pts - (list[before]?.pts ?? 0);
    return frameTicks === undefined ? step <= 0 : Math.abs(step - frameTicks) > 1;
  });
  return wrong < 0 ? undefined : `frame ${wrong + 1} is not spaced as planned`;
};

/** What is wrong with the decoded frames of a segment of which those were passed over that no other refers to; undefined when nothing is. */
export const checkReferences = (
  list: readonly DecodedFrame[],
  { frames, frameTicks, codec }: Pick<ExpectedFrames, 'frames' | 'frameTicks'> & Encoding,
): string | undefined => {
  const { maxUnreferencedFrames } = videoCodecOf({ codec });
  const times = list.map(({ pts }) => pts);
  const steps = times.slice(1).map((pts, before) => pts - (times[before] ?? 0));
  // The frames after the last one that was decoded.
  const rest = frameTicks === undefined ? 0 : frames * frameTicks - ((times.at(-1) ?? 0) - (times[0] ?? 0));
  const wrong = [...steps, rest].findIndex((step) => !isStep(step, frameTicks, maxUnreferencedFrames));
  if (list.length * (maxUnreferencedFrames + 1) < frames || list.length > frames)
    return `decoded ${list.length} of ${frames} frames`;
  return wrong < 0 ? undefined : `frame ${wrong + 1} of those referred to is not spaced as planned`;
};

const isStep = (step: number, frameTicks: number | undefined, mostPassedOver: number): boolean => {
  if (frameTicks === undefined) return step >= 0;
  const count = Math.round(step / frameTicks);
  return count >= 1 && count <= mostPassedOver + 1 && Math.abs(step - count * frameTicks) <= 1;
};

/**
 * Two long frames of AAC: decoders leave out the delay of the encoder, and may do so for every file that begins anew; the
 * last frame of a track they decode whole, though it may count for less.
 */
const TOLERATED_SAMPLES = 4096;

/** What is wrong with decoded audio of `samples` samples; undefined when nothing is. */
export const checkDecodedAudio = (list: readonly DecodedFrame[], samples: number): string | undefined => {
  const decoded = list.reduce((sum, { duration }) => sum + duration, 0);
  if (Math.abs(decoded - samples) > TOLERATED_SAMPLES) return `decoded ${decoded} of ${samples} samples`;
  const hole = list.slice(1).findIndex(({ pts }, before) => {
    const previous = list[before];
    return previous !== undefined && Math.abs(pts - previous.pts - previous.duration) > 1;
  });
  return hole < 0 ? undefined : `audio breaks off after ${hole + 1} frames`;
};
