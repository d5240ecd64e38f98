import { encodedRenditions } from './encoded-renditions.js';
import type { AudioTrack, Plan, ProgressWeights, VideoPlan } from './plan.js';

/** Weights of the steps before the plan exists. Fixed, so that progress can start immediately. */
export const FETCH_WEIGHT = 400;
export const PROBE_WEIGHT = 100;
const TOTAL = 10_000;

type Parts = Pick<Plan, 'audios' | 'texts' | 'poster' | 'preview' | 'outputs'> & { video?: VideoPlan };

/** Shares of progress in basis points by estimated work; the sum is exactly 10,000. */
export const planWeights = ({ video, audios, texts, outputs, ...images }: Parts): ProgressWeights => {
  const poster = images.poster ? 100 : 0;
  const preview = images.preview ? 100 : 0;
  const text = texts.length > 0 ? 50 : 0;
  // Additional MP4s have smaller video.
  const packaging = 400 + 100 * Math.max(0, outputs.filter(({ kind }) => kind === 'mp4').length - 1);
  const verifying = 100;
  const rest = TOTAL - FETCH_WEIGHT - PROBE_WEIGHT - poster - preview - text - packaging - verifying;
  const efforts = [
    ...(video ? video.chunks.map((chunk) => chunkEffort(video, chunk.expectedFrames)) : []),
    video ? copyEffort(video) : 0,
    ...audios.map((audio) => audioEffort(audio, video)),
  ];
  const shares = share(rest, efforts);
  const chunkCount = video?.chunks.length ?? 0;
  return {
    fetch: FETCH_WEIGHT,
    probe: PROBE_WEIGHT,
    chunks: shares.slice(0, chunkCount),
    repackage: shares[chunkCount] ?? 0,
    audios: shares.slice(chunkCount + 1),
    poster,
    preview,
    text,
    package: packaging,
    verify: verifying,
  };
};

const chunkEffort = (video: VideoPlan, frames: number): number =>
  frames * encodedRenditions(video).reduce((sum, { width, height }) => sum + width * height, 0);

/** Copying a frame costs about a hundredth of encoding it. */
const copyEffort = ({ renditions, frameCount }: VideoPlan): number =>
  renditions.filter(({ copied }) => copied).reduce((sum, { width, height }) => sum + width * height, 0) *
  frameCount *
  0.01;

// A second of audio costs about as much as a 640x360 frame. Without video, only the proportion between tracks matters.
const audioEffort = ({ channels }: AudioTrack, video: VideoPlan | undefined): number =>
  (video ? video.durationMs / 1000 : 1) * 640 * 360 * (channels / 2) + 1;

/** Distributes a whole number by the largest remainder method. */
export const share = (total: number, efforts: readonly number[]): number[] => {
  const sum = efforts.reduce((a, b) => a + b, 0);
  const exact = efforts.map((effort) => (sum > 0 ? (effort / sum) * total : total / efforts.length));
  const shares = exact.map(Math.floor);
  const missing = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value % 1 }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
};
