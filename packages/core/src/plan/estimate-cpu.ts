import type { PlannedKind } from '../task-graph.js';
import { encodeWork } from './encode-work.js';
import { encodedRenditions } from './encoded-renditions.js';
import { IMAGES } from './image-kinds.js';
import { isDownload } from './output-kinds.js';
import type { Plan, VideoPlan } from './plan.js';

// Measured on two cores with a 60 s clip of 1920x1080 in four renditions (`pnpm bench job`), and with small files (`estimate-cpu.test.ts`).
// Machines and sources differ by several times; the scheduler only compares tasks with each other, and replaces the estimate by the measured
// time once a task has ended.
const DECODE_SECONDS_PER_MEGAPIXEL = 0.004;
const ENCODE_SECONDS_PER_MEGAPIXEL = 0.025;
/** Only a sample of the segments is decoded. */
const VERIFY_SECONDS_PER_MEGAPIXEL = 0.0005;
const COPY_SECONDS_PER_SECOND = 0.003;
const AUDIO_SECONDS_PER_SECOND = 0.013;
/** Of the frames that are decoded to choose one. */
const POSTER_SECONDS_PER_MEGAPIXEL = 0.4;
const PREVIEW_SECONDS_PER_MEGAPIXEL = 1;
const TEXT_SECONDS_PER_TRACK = 0.1;

/** CPU seconds of media processes that do next to nothing. */
const PROCESS_CPU_SECONDS = 0.05;

/** CPU seconds that fetching and probing are expected to take each, before anything is known about the source. */
export const UNPLANNED_CPU_SECONDS = 0.05;

/**
 * The least that an attempt costs in CPU seconds: besides its media processes, a worker has to claim it, start them in the sandbox and store
 * what they make.
 */
export const START_CPU_SECONDS = 0.3;

/** What a task costs until it has run, in CPU seconds. */
export const costOf = ({ estimatedCpuSeconds }: { estimatedCpuSeconds: number }): number =>
  Math.max(START_CPU_SECONDS, estimatedCpuSeconds);

/** CPU seconds that the media processes of a plan's task are expected to take. */
export const estimateCpuSeconds = (plan: Omit<Plan, 'weights'>, kind: PlannedKind, index: number): number => {
  const seconds = plan.durationMs / 1000;
  const copied = seconds * COPY_SECONDS_PER_SECOND;
  const estimate: Record<PlannedKind, () => number> = {
    encode: () => (plan.video ? chunkSeconds(plan.video, index) : 0),
    repackage: () => copied + (plan.video ? damageCheckSeconds(plan.video) : 0),
    audio: () => seconds * AUDIO_SECONDS_PER_SECOND,
    images: () => imageSeconds(plan, index),
    text: () => plan.texts.length * TEXT_SECONDS_PER_TRACK,
    package: () => copied * plan.outputs.filter(({ kind: output }) => isDownload(output)).length,
    verify: () => copied + (plan.video ? verifySeconds(plan.video) : 0),
  };
  return PROCESS_CPU_SECONDS + estimate[kind]();
};

const megapixels = ({ width, height }: { width: number; height: number }): number => (width * height) / 1e6;

const chunkSeconds = (video: VideoPlan, index: number): number => {
  const { chunk, renditions = [] } = encodeWork(video, index) ?? {};
  const frames = chunk?.expectedFrames ?? 0;
  const sizes = renditions.map(({ rendition }) => frames * megapixels(rendition));
  const [largest = 0] = sizes;
  return largest * DECODE_SECONDS_PER_MEGAPIXEL + sum(sizes) * ENCODE_SECONDS_PER_MEGAPIXEL;
};

/** A copy is decoded to find damage, unless the tasks that encode other renditions do. */
const damageCheckSeconds = (video: VideoPlan): number => {
  const [largest] = video.renditions;
  if (!largest || encodedRenditions(video).length > 0) return 0;
  return video.frameCount * megapixels(largest) * DECODE_SECONDS_PER_MEGAPIXEL;
};

const imageSeconds = ({ video }: Pick<Plan, 'video'>, index: number): number => {
  const size = video?.renditions[0] ? megapixels(video.renditions[0]) : 0;
  return size * (index === IMAGES.poster.index ? POSTER_SECONDS_PER_MEGAPIXEL : PREVIEW_SECONDS_PER_MEGAPIXEL);
};

const verifySeconds = ({ frameCount, renditions }: VideoPlan): number =>
  frameCount * sum(renditions.map(megapixels)) * VERIFY_SECONDS_PER_MEGAPIXEL;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
