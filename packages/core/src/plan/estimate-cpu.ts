import type { PlannedKind } from '../task-graph.js';
import { encodeWork } from './encode-work.js';
import type { Plan, VideoPlan } from './plan.js';

// Measured on two cores with a 60 s clip of 1920x1080 in four renditions (`pnpm bench job`). Machines and sources differ by several
// times; the scheduler only compares tasks with each other, and replaces the estimate by the measured time once a task has ended.
const DECODE_SECONDS_PER_MEGAPIXEL = 0.004;
const ENCODE_SECONDS_PER_MEGAPIXEL = 0.025;
const COPY_SECONDS_PER_SECOND = 0.003;
const AUDIO_SECONDS_PER_SECOND = 0.01;
/** CPU seconds to start a process in the sandbox and to store what it makes: the least that an attempt costs. */
export const START_CPU_SECONDS = 0.3;
const IMAGE_SECONDS = 1;

/** CPU seconds that fetching and probing are expected to take, before anything is known about the source. */
export const UNPLANNED_CPU_SECONDS = 1;

/** CPU seconds that a task of a plan is expected to take. At least the time to start it. */
export const estimateCpuSeconds = (plan: Omit<Plan, 'weights'>, kind: PlannedKind, index: number): number => {
  const seconds = plan.durationMs / 1000;
  const estimate: Record<PlannedKind, () => number> = {
    encode: () => (plan.video ? chunkSeconds(plan.video, index) : 0),
    repackage: () => seconds * COPY_SECONDS_PER_SECOND,
    audio: () => seconds * AUDIO_SECONDS_PER_SECOND,
    images: () => IMAGE_SECONDS,
    text: () => IMAGE_SECONDS,
    package: () => seconds * COPY_SECONDS_PER_SECOND * (1 + plan.outputs.length),
    verify: () => IMAGE_SECONDS + seconds * COPY_SECONDS_PER_SECOND,
  };
  return START_CPU_SECONDS + estimate[kind]();
};

const chunkSeconds = (video: VideoPlan, index: number): number => {
  const { chunk, renditions = [] } = encodeWork(video, index) ?? {};
  const frames = chunk?.expectedFrames ?? 0;
  const megapixels = renditions.map(({ rendition: { width, height } }) => (width * height * frames) / 1e6);
  const encoded = megapixels.reduce((sum, size) => sum + size, 0);
  const [largest = 0] = megapixels;
  return largest * DECODE_SECONDS_PER_MEGAPIXEL + encoded * ENCODE_SECONDS_PER_MEGAPIXEL;
};
