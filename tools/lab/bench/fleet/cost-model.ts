import type { Plan, SourceProbe, TaskKind, VideoPlan } from '@media/core';

/**
 * Slot time of an encode per second of source. Measured on two cores with a 60 s clip of 1920x1080 at 25 frames per second in
 * four renditions (`pnpm bench job`).
 */
const ENCODE_SECONDS_PER_SOURCE_SECOND = 1.3;
/** Fixed time to open the source, start the encoder and store the objects. */
const ENCODE_START_SECONDS = 0.6;
const BITS_PER_SECOND = 5_000_000;
const STORE_BYTES_PER_SECOND = 100_000_000;

const sourceBytes = ({ durationMs }: Pick<SourceProbe, 'durationMs'>): number =>
  ((durationMs / 1000) * BITS_PER_SECOND) / 8;

const encodeSeconds = ({ chunks }: VideoPlan, index: number): number =>
  ENCODE_START_SECONDS + ((chunks[index]?.durationMs ?? 0) / 1000) * ENCODE_SECONDS_PER_SOURCE_SECOND;

/** Slot time of one task in seconds. Tasks before the plan depend only on the source's length. */
export const costOf = (
  task: { kind: TaskKind; index: number },
  probe: Pick<SourceProbe, 'durationMs'>,
  plan?: Plan,
): number => {
  const seconds = probe.durationMs / 1000;
  switch (task.kind) {
    case 'fetch':
      return 0.2 + sourceBytes(probe) / STORE_BYTES_PER_SECOND;
    case 'probe':
      return 0.3 + seconds * 0.0005;
    case 'audio':
      return 0.3 + seconds * 0.01;
    case 'images':
      return 0.5;
    case 'encode':
      return plan?.video ? encodeSeconds(plan.video, task.index) : 0;
    default:
      // Reads or copies the outputs.
      return 0.3 + sourceBytes(probe) / STORE_BYTES_PER_SECOND;
  }
};
