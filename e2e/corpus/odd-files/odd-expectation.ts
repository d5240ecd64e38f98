import type { Expectation } from '../expectation.ts';
import type { MeasuredSource } from '../measure-source.ts';
import { framesAllowed } from './frames-allowed.ts';
import type { OddInput } from './odd-manifest.ts';

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
  truncated: 'SOURCE_TRUNCATED|FRAMES_LOST|VIDEO_DAMAGED|AUDIO_LOST|AUDIO_UNUSABLE|AUDIO_MISSING',
  gap: 'SOURCE_GAPS',
};

/** What ffmpeg's encoders and muxers damage themselves. */
const ownWarnings = ({ container, video, audio }: OddInput): (string | undefined)[] => [
  // Some frames that libxvid makes lack the end of a slice.
  video === 'xvid' ? 'VIDEO_DAMAGED' : undefined,
  // Some packets are so small that they are lost.
  container === 'asf' && audio === 'flac' ? 'SOURCE_GAPS' : undefined,
];

const twice = (times: readonly number[], seconds: number): number[] => [
  ...times,
  ...times.map((time) => time + seconds),
];

/** ffmpeg reads only the first of two joined Ogg files with video. */
const playsTwice = ({ fault, container, video }: OddInput): boolean =>
  fault === 'restart' && !(container === 'ogg' && video);

/** 1024 samples of AAC at 8 kHz, rounded up. */
const MAX_PRIMING_SECONDS = 0.13;

/**
 * How long an encoder's priming plays before both tracks begin, in containers that can't tell it from audio. The product cuts it off, so
 * times count from the earlier one of the first marks.
 */
const primingOf = ({ expected, audio, fault }: OddInput, { marks, frames }: MeasuredSource): number => {
  const { flashes, beeps } = marks;
  const isWhole = expected.flashes?.length === flashes.length && expected.beeps?.length === beeps.length;
  const beginTogether = isWhole && expected.flashes?.[0] === 0 && expected.beeps?.[0] === 0;
  // Everything begins at zero in a file that was cut.
  const isCut = fault === 'truncated' && flashes.length > 0 && beeps.length > 0;
  const tracks = [flashes[0] ?? 0, beeps[0] ?? 0];
  // Video alone begins with its first frame.
  const seconds = audio ? Math.min(...(beginTogether || isCut ? tracks : [0])) : (frames[0]?.seconds ?? 0);
  return seconds <= MAX_PRIMING_SECONDS ? seconds : 0;
};

/** If audio begins before the first frame, that is shown from the start, and a flash in it begins there. */
const fromStart = (flashes: readonly number[], { marks, frames }: MeasuredSource): number[] =>
  flashes.map((seconds, at) => (at === 0 && marks.flashes[0] === frames[0]?.seconds ? 0 : seconds));

/** What must come out of a file. `source`: of the file, or of the first one if it is two joined ones. */
export const oddExpectation = (input: OddInput, source: MeasuredSource): Expectation => {
  const { measured, marks } = source;
  const { fault, video, audio, channels = 0, expected } = input;
  // Of three beeps, the loudness depends on where they are in its blocks of 100 ms.
  const { colors, lufs, peak = 0, ...facts } = measured;
  const { flashes, beeps } = expected;
  const rounds = playsTwice(input) ? 2 : 1;
  const isTimed = !(input.container === 'avi' && REORDERED.has(video ?? ''));
  const priming = isTimed ? primingOf(input, source) : 0;
  // Frames in the wrong order hide how long the last one is shown.
  const seconds = Math.max(measured.seconds - priming, expected.seconds ?? 0);
  // Muxers round the times of marks and of starts that are late, but must not lose a mark.
  const times = (wanted: readonly number[], found: readonly number[]) => {
    const once = wanted.length === found.length ? found.map((time) => time - priming) : wanted;
    return rounds === 1 ? [...once] : twice(once, seconds);
  };
  const isInterlaced = video?.endsWith('-tff') ?? false;
  const isLarge = (measured.height ?? 0) >= MIN_HEIGHT;
  const ofLayout = channels > 2 ? 'AUDIO_LAYOUT_GUESSED' : undefined;
  const allowed = [WARNINGS[fault], ofLayout, ...ownWarnings(input)].filter(Boolean);
  return {
    ...{ ...facts, seconds: rounds * seconds, tolerance: TOLERANCE },
    ...(video && {
      frames: rounds * (measured.frames ?? 0),
      framesAllowed: framesAllowed(input, source).map((frames) => rounds * frames),
      // The dithering of GIF looks combed.
      combed: isInterlaced && isLarge ? 0 : 1,
    }),
    // Each interlaced frame mixes two moments.
    ...(colors &&
      !isInterlaced &&
      isLarge &&
      isTimed && { colors: colors.map((sample) => ({ ...sample, seconds: sample.seconds - priming })) }),
    ...(audio && (channels > 2 ? { minPeak: MIN_MIXED_PEAK } : { peak: PEAK, minPeak: KEPT_PEAK * peak })),
    ...(flashes && { flashes: fromStart(times(flashes, isTimed ? marks.flashes : []), source) }),
    ...(beeps && { beeps: times(beeps, marks.beeps) }),
    ...(allowed.length > 0 && { warningsAllowed: allowed.join('|') }),
  };
};
