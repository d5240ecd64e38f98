import { AppError } from '../errors/app-error.js';
import { collectTimeline, type FrameTimeline } from './frame-timeline.js';
import { makePlan } from './make-plan.js';
import type { Plan, ProgressWeights, VideoPlan } from './plan.js';
import { RECIPES } from './recipe.js';
import type { AudioStream, Fraction, SourceProbe, VideoStream } from './source-probe.js';

/** Builders for tests: an ordinary source with changes. */
export const videoStream = (changes: Partial<VideoStream> = {}): VideoStream => ({
  streamIndex: 0,
  codec: 'h264',
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  codedWidth: changes.width ?? 1920,
  codedHeight: changes.height ?? 1080,
  width: 1920,
  height: 1080,
  rotation: 0,
  sampleAspectRatio: { num: 1, den: 1 },
  frameRate: { num: 30, den: 1 },
  averageFrameRate: { num: 30, den: 1 },
  timeBase: { num: 1, den: 90_000 },
  interlaced: false,
  ...changes,
});

export const audioStream = (changes: Partial<AudioStream> = {}): AudioStream => ({
  streamIndex: 1,
  codec: 'aac',
  channels: 2,
  sampleRateHz: 48_000,
  default: true,
  startSeconds: 0,
  ...changes,
});

export const sourceProbe = (changes: Partial<SourceProbe> = {}): SourceProbe => ({
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  durationMs: 10_000,
  sizeBytes: 1_000_000,
  startSeconds: 0,
  seekable: true,
  video: videoStream(),
  audios: [audioStream()],
  ...changes,
});

export const timelineOf = (
  pts: readonly number[],
  { timeBase = { num: 1, den: 90_000 } as Fraction, keyEvery = 60 } = {},
): FrameTimeline => {
  const timeline = collectTimeline(timeBase);
  for (const [index, value] of pts.entries())
    timeline.add({ pts: value, isKey: index % keyEvery === 0, isDiscarded: false });
  return timeline.finish();
};

/** Frames at a constant rate, in ticks of 1/90000 rounded as muxers do. */
export const constantPts = (count: number, rate: Fraction, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + Math.round((index * 90_000 * rate.den) / rate.num));

export const planOf = (pts: number[], probe = sourceProbe(), keyEvery = 60): Plan =>
  makePlan(probe, timelineOf(pts, { keyEvery }), RECIPES.stream);

export const videoOf = (plan: Plan): VideoPlan => {
  if (!plan.video) throw new Error('the plan has no video');
  return plan.video;
};

export const totalWeight = ({ chunks, audios, ...rest }: ProgressWeights): number =>
  [...Object.values(rest), ...chunks, ...audios].reduce((a, b) => a + b, 0);

/** The code of the error that a function throws; undefined if it doesn't throw. */
export const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return undefined;
};
