import type { ColorSample, Expectation } from './expectation.ts';
import { barsOf, colorDifference, type Grid, patchesOf } from './measure/grid.ts';
import { boxShape, combPixels, lumaAt } from './measure/picture.ts';
import type { MeasuredOutput } from './measure-output.ts';
import type { SavedOutput } from './save-outputs.ts';

/** Of bars, which are flat. A wrong matrix or range changes them by 14 and more. */
const COLOR_TOLERANCE = 6;
/** Of patches of a moving picture, which lossy compression and clipped colors change more. */
const PATCH_TOLERANCE = 10;
/** Posters and previews are compressed more. */
const IMAGE_TOLERANCE = 13;
const MARK_TOLERANCE_SECONDS = 0.1;
/** idet takes frames of some progressive videos for interlaced; of those, results can have a few more than their source. */
const COMBED_PART = 0.2;
const COMBED_PIXELS = 0.003;
/** The edges of a box of 120 × 90 pixels are blurred by two pixels. 4:3 stretched to 16:9 would be off by a third. */
const SHAPE_TOLERANCE = 0.05;

// 4:2:0 needs even dimensions, which changes the aspect ratio of small videos by up to two pixels per side.
const sameShape = (one: { width: number; height: number }, other: { width: number; height: number }): boolean =>
  Math.abs(one.width * other.height - other.width * one.height) <=
  2 * (one.width + one.height + other.width + other.height);

const sizeProblems = (wanted: Expectation, { streams }: MeasuredOutput): string[] => {
  const [found] = streams.videos;
  if (!found) return ['no video'];
  const { width = 0, height = 0 } = wanted;
  return sameShape({ width, height }, found)
    ? []
    : [`shape ${found.width}x${found.height} instead of ${width}x${height}`];
};

/** Compares times one by one. */
export const timeProblems = (what: string, found: readonly number[], wanted: readonly number[]): string[] => {
  if (found.length !== wanted.length) return [`${found.length} ${what} instead of ${wanted.length}`];
  const off = found.map((seconds, at) => seconds - (wanted[at] ?? 0));
  const worst = off.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  return Math.abs(worst) > MARK_TOLERANCE_SECONDS ? [`${what} up to ${worst.toFixed(3)} s off`] : [];
};

const frameAt = (samples: readonly ColorSample[], seconds: number): ColorSample[] => {
  const after = samples.findIndex((sample) => sample.seconds > seconds + 0.001);
  const at = (after < 0 ? samples.length : after) - 1;
  // The neighbors too, because a frame can be shown a tick earlier or later than in the source.
  return samples.slice(Math.max(0, at - 1), at + 2);
};

const colorProblems = (wanted: Expectation, video: NonNullable<MeasuredOutput['video']>): string[] => {
  const samples = video.frames.map(({ seconds, grid }) => ({ seconds, patches: patchesOf(grid) }));
  const off = (wanted.colors ?? []).map(({ seconds, patches }) =>
    Math.min(...frameAt(samples, seconds).map((sample) => colorDifference(patches, sample.patches))),
  );
  const worst = Math.max(0, ...off);
  return worst > (wanted.tolerance?.colors ?? PATCH_TOLERANCE) ? [`colors off by ${worst.toFixed(0)}`] : [];
};

const middleGrid = ({ frames }: NonNullable<MeasuredOutput['video']>): Grid =>
  frames[Math.floor(frames.length / 2)]?.grid ?? new Uint8Array();

const barProblems = ({ bars }: Expectation, video: NonNullable<MeasuredOutput['video']>): string[] => {
  const worst = bars ? colorDifference(bars, barsOf(middleGrid(video), bars.length / 3)) : 0;
  return worst > COLOR_TOLERANCE ? [`bars off by ${worst.toFixed(0)}`] : [];
};

const boxProblems = async (wanted: Expectation, { streams }: MeasuredOutput, file: string): Promise<string[]> => {
  const [size] = streams.videos;
  const problems: string[] = [];
  for (const { seconds, shape } of wanted.boxes ?? []) {
    const luma = size && (await lumaAt(file, seconds, size));
    const found = luma ? boxShape(luma) : 0;
    if (Math.abs(found / shape - 1) > SHAPE_TOLERANCE)
      problems.push(`box at ${seconds} s has shape ${found.toFixed(2)} instead of ${shape.toFixed(2)}`);
  }
  return problems;
};

const isCombed = (wanted: Expectation, part: number): boolean => part > (wanted.combed ?? 0) + COMBED_PART;

/** The video of an MP4 or of a rendition in HLS or DASH. */
export const videoProblems = async (
  wanted: Expectation,
  output: SavedOutput,
  found: MeasuredOutput,
): Promise<string[]> => {
  const { video } = found;
  if (!video) return ['no video that can be decoded'];
  const allowed = wanted.framesAllowed ?? [wanted.frames ?? 0];
  return [
    ...sizeProblems(wanted, found),
    ...(allowed.includes(video.frames.length)
      ? []
      : [`${video.frames.length} frames instead of ${allowed.join(' or ')}`]),
    ...(wanted.flashes ? timeProblems('flashes', video.flashes, wanted.flashes) : []),
    ...(isCombed(wanted, video.combed) ? [`${Math.round(video.combed * 100)}% of the frames combed`] : []),
    ...colorProblems(wanted, video),
    ...barProblems(wanted, video),
    ...(await boxProblems(wanted, found, output.file)),
  ];
};

/** A poster or preview: its colors must be those of some frame of the source. */
export const imageProblems = async (
  wanted: Expectation,
  frames: readonly ColorSample[],
  output: SavedOutput,
  found: MeasuredOutput,
): Promise<string[]> => {
  const { video, streams } = found;
  if (!video || !streams.videos[0]) return ['nothing that can be decoded'];
  const luma = await lumaAt(output.file, 0, streams.videos[0]);
  const combed = luma ? combPixels(luma) : 0;
  const patches = patchesOf(middleGrid(video));
  const off = Math.min(...frames.map((frame) => colorDifference(frame.patches, patches)));
  return [
    ...sizeProblems(wanted, found),
    ...(isCombed(wanted, video.combed) || (wanted.combed !== 1 && combed > COMBED_PIXELS) ? ['combed'] : []),
    ...(wanted.colors && off > (wanted.tolerance?.colors ?? IMAGE_TOLERANCE)
      ? [`colors off by ${off.toFixed(0)}`]
      : []),
    ...barProblems(wanted, video),
  ];
};
