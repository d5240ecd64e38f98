import { PLANNED_KINDS, type PlannedKind } from '../task-graph.js';
import { encodedRenditions } from './encoded-renditions.js';
import { estimateCpuSeconds } from './estimate-cpu.js';
import { IMAGE_KINDS, IMAGES } from './image-kinds.js';
import type { Plan } from './plan.js';
import { share } from './plan-weights.js';

/** `weight` is a share of progress in basis points. */
export type PlannedTask = {
  kind: PlannedKind;
  name: string;
  index: number;
  weight: number;
  estimatedCpuSeconds: number;
  /** A task that makes its video playable goes first. By default, its kind and index decide. */
  isPlayableFirst?: boolean;
};

type TasksOf = (plan: Plan) => Omit<PlannedTask, 'kind' | 'estimatedCpuSeconds'>[];

const PLANNED: Record<PlannedKind, TasksOf> = {
  encode: ({ video, weights }) =>
    (video && encodedRenditions(video).length > 0 ? video.chunks : []).map(({ index }) => ({
      ...{ name: `chunk ${index}`, index, weight: weights.chunks[index] ?? 0 },
    })),
  repackage: ({ video, weights }) =>
    (video?.renditions ?? [])
      .filter(({ copied }) => copied)
      .map(({ name }, index) => ({ name: `copy ${name}`, index, weight: weights.repackage })),
  audio: ({ audios, weights }) =>
    audios.map(({ index, label }) => ({ name: `audio ${label}`, index, weight: weights.audios[index] ?? 0 })),
  images: ({ weights, ...plan }) =>
    IMAGE_KINDS.filter((kind) => plan[kind]).map((name) => ({
      ...{ name, index: IMAGES[name].index, weight: weights[name] },
    })),
  text: ({ texts, weights }) => (texts.length > 0 ? [{ name: 'text', index: 0, weight: weights.text }] : []),
  package: ({ weights }) => [{ name: 'package', index: 0, weight: weights.package }],
  verify: ({ weights }) => [{ name: 'verify', index: 0, weight: weights.verify }],
};

/** The tasks that a plan adds to its job, in processing order. */
export const plannedTasks = (plan: Plan): PlannedTask[] =>
  PLANNED_KINDS.flatMap((kind) =>
    PLANNED[kind](plan).map((task) => ({
      ...{ kind, ...task },
      estimatedCpuSeconds: estimateCpuSeconds(plan, kind, task.index),
    })),
  );

/**
 * The tasks that encode the rendition that couldn't be copied, chunk by chunk. They share the copy's part of the progress. Their indexes
 * follow those of the chunks.
 */
export const replacementTasks = (plan: Plan, weight: number): PlannedTask[] => {
  const { chunks = [], renditions = [] } = plan.video ?? {};
  const copied = renditions.find((rendition) => rendition.copied);
  if (!copied) return [];
  const weights = share(
    weight,
    chunks.map(({ expectedFrames }) => expectedFrames),
  );
  return chunks.map((chunk) => {
    const index = chunks.length + chunk.index;
    return {
      ...{ kind: 'encode', name: `chunk ${chunk.index} of ${copied.name}`, index, weight: weights[chunk.index] ?? 0 },
      estimatedCpuSeconds: estimateCpuSeconds(plan, 'encode', index),
      isPlayableFirst: chunk.index === 0,
    };
  });
};
