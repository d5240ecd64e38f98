import type { Expectation, Measured } from '../expectation.ts';
import type { MeasuredSource } from '../measure-source.ts';
import type { OddInput } from './odd-manifest.ts';

/** The product's limit. It divides higher rates. */
const MAX_FRAME_RATE = 60;
/** Of a file that was cut, decoders can keep or drop what was left of its last frames. */
const LAST_FRAMES = 3;
/** Frames of audio can be longer than what is compared elsewhere, and the colors of the test pattern are outside of some matrices. */
const TOLERANCE = { seconds: 0.15, colors: 20 };
/** Beeps that begin at once make codecs overshoot. */
const PEAK = 1.25;
const KEPT_PEAK = 0.6;
/** Of channels that are mixed down and limited. */
const MIN_MIXED_PEAK = 0.3;

/** In smaller pictures of the test pattern, idet finds combs, and lossy codecs change whole patches. */
const MIN_HEIGHT = 100;
/** AVI has no presentation times, and ffmpeg shows frames of these codecs in the order in which they are stored. */
const REORDERED = new Set(['h264-b', 'hevc', 'mpeg4', 'xvid']);

const WARNINGS: Record<string, string> = {
  restart: 'TIME_RESTARTS|SOURCE_PARTLY_READ',
  truncated: 'SOURCE_TRUNCATED|FRAMES_LOST|AUDIO_UNUSABLE|AUDIO_MISSING',
};

const twice = (times: readonly number[], seconds: number): number[] => [
  ...times,
  ...times.map((time) => time + seconds),
];

/** ffmpeg reads only the first of two joined Ogg files with video. */
const playsTwice = ({ fault, container, video }: OddInput): boolean =>
  fault === 'restart' && !(container === 'ogg' && video);

/** Every frame, one frame per field, or every second frame of a rate that is too high. If it varies, it is resampled. */
const framesOf = ({ video, fault }: OddInput, { frames = 0, seconds }: Measured): number[] => {
  if (fault === 'truncated') return Array.from({ length: 2 * LAST_FRAMES + 1 }, (_, at) => frames + at - LAST_FRAMES);
  if (video?.endsWith('-tff')) return [frames, 2 * frames];
  if (frames / seconds <= 1.01 * MAX_FRAME_RATE) return [frames];
  const resampled = Math.round(MAX_FRAME_RATE * seconds);
  return [Math.floor(frames / 2), Math.ceil(frames / 2), ...(fault === 'variableRate' ? [resampled] : [])];
};

/** Muxers round the times of marks and of starts that are late, but must not lose a mark. */
const marksOf = (wanted: readonly number[], found: readonly number[]): readonly number[] =>
  wanted.length === found.length ? found : wanted;

/** What must come out of a file. `measured`: of the file, or of the first one if it is two joined ones. */
export const oddExpectation = (input: OddInput, { measured, marks }: Omit<MeasuredSource, 'frames'>): Expectation => {
  const { fault, video, audio, channels = 0, expected } = input;
  // Of three beeps, the loudness depends on where they are in its blocks of 100 ms.
  const { colors, lufs, peak = 0, ...facts } = measured;
  const { flashes, beeps } = expected;
  // Frames in the wrong order hide how long the last one is shown.
  const seconds = Math.max(measured.seconds, expected.seconds ?? 0);
  const rounds = playsTwice(input) ? 2 : 1;
  const times = (found: readonly number[]) => (rounds === 1 ? [...found] : twice(found, seconds));
  const isInterlaced = video?.endsWith('-tff') ?? false;
  const isLarge = (measured.height ?? 0) >= MIN_HEIGHT;
  const isTimed = !(input.container === 'avi' && REORDERED.has(video ?? ''));
  const allowed = [WARNINGS[fault], channels > 2 ? 'AUDIO_LAYOUT_GUESSED' : undefined].filter(Boolean);
  return {
    ...{ ...facts, seconds: rounds * seconds, tolerance: TOLERANCE },
    ...(video && {
      frames: rounds * (measured.frames ?? 0),
      framesAllowed: framesOf(input, measured).map((frames) => rounds * frames),
      // The dithering of GIF looks combed.
      combed: isInterlaced && isLarge ? 0 : 1,
    }),
    // Each interlaced frame mixes two moments.
    ...(colors && !isInterlaced && isLarge && isTimed && { colors }),
    ...(audio && (channels > 2 ? { minPeak: MIN_MIXED_PEAK } : { peak: PEAK, minPeak: KEPT_PEAK * peak })),
    ...(flashes && { flashes: times(isTimed ? marksOf(flashes, marks.flashes) : flashes) }),
    ...(beeps && { beeps: times(marksOf(beeps, marks.beeps)) }),
    ...(allowed.length > 0 && { warningsAllowed: allowed.join('|') }),
  };
};
