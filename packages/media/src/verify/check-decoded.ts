import { type Encoding, videoCodecOf } from '@media/core';

/** A decoded video frame or block of audio, in ticks of its track. */
export type DecodedFrame = { pts: number; duration: number };

/** Parses the output of ffmpeg's framecrc muxer: "stream, dts, pts, duration, size, checksum". */
export const parseFrameList = (text: string): DecodedFrame[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, , pts, duration] = line.split(',').map(Number);
      return { pts: pts ?? Number.NaN, duration: duration ?? Number.NaN };
    });

export type ExpectedFrames = {
  /** Consecutively decoded segments: their start in ticks and their frames. */
  segments: readonly { start: number; samples: number }[];
  frames: number;
  /** Ticks per frame, if constant. */
  frameTicks?: number | undefined;
};

/** What is wrong with decoded frames, or undefined. Checks only relative times, because a demuxer can shift all of them. */
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
    // Times are rounded twice: when they are planned and when they are decoded.
    if (found && Math.abs(found.pts - first - (start - planned)) > 1)
      return `frame ${at} is not at the start of its segment`;
    at += samples;
  }
  const wrong = list.slice(1).findIndex(({ pts }, before) => {
    const step = pts - (list[before]?.pts ?? 0);
    return frameTicks === undefined ? step <= 0 : Math.abs(step - frameTicks) > 1;
  });
  return wrong < 0 ? undefined : `frame ${wrong + 1} is not spaced as planned`;
};

/** What is wrong with a segment of which only reference frames were decoded, or undefined. */
export const checkReferences = (
  list: readonly DecodedFrame[],
  { frames, frameTicks, codec }: Pick<ExpectedFrames, 'frames' | 'frameTicks'> & Encoding,
): string | undefined => {
  const { maxUnreferencedFrames } = videoCodecOf({ codec });
  const times = list.map(({ pts }) => pts);
  const steps = times.slice(1).map((pts, before) => pts - (times[before] ?? 0));
  // The frames after the last decoded one.
  const rest = frameTicks === undefined ? 0 : frames * frameTicks - ((times.at(-1) ?? 0) - (times[0] ?? 0));
  const wrong = [...steps, rest].findIndex((step) => !isStep(step, frameTicks, maxUnreferencedFrames));
  if (list.length * (maxUnreferencedFrames + 1) < frames || list.length > frames)
    return `decoded ${list.length} of ${frames} frames`;
  return wrong < 0 ? undefined : `reference frame ${wrong + 1} is not spaced as planned`;
};

const isStep = (step: number, frameTicks: number | undefined, maxSkipped: number): boolean => {
  if (frameTicks === undefined) return step >= 0;
  const count = Math.round(step / frameTicks);
  return count >= 1 && count <= maxSkipped + 1 && Math.abs(step - count * frameTicks) <= 1;
};

/**
 * Two long AAC frames: decoders can drop the encoder delay at the start of every file, and they decode all of a track's last frame, even if
 * it counts as shorter.
 */
const TOLERATED_SAMPLES = 4096;

/** What is wrong with decoded audio of `samples` samples, or undefined. */
export const checkDecodedAudio = (list: readonly DecodedFrame[], samples: number): string | undefined => {
  const decoded = list.reduce((sum, { duration }) => sum + duration, 0);
  if (Math.abs(decoded - samples) > TOLERATED_SAMPLES) return `decoded ${decoded} of ${samples} samples`;
  const gap = list.slice(1).findIndex(({ pts }, before) => {
    const previous = list[before];
    return previous !== undefined && Math.abs(pts - previous.pts - previous.duration) > 1;
  });
  return gap < 0 ? undefined : `audio has a gap after ${gap + 1} frames`;
};
