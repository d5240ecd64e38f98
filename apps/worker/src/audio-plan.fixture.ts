import { PLAN_VERSION, type Plan } from '@media/core';

/** One audio track: enough for tasks in every queue but `encode`. */
export const AUDIO_PLAN: Plan = {
  ...{ version: PLAN_VERSION, recipe: 'audio', durationMs: 1_000 },
  audios: [
    {
      ...{ index: 0, streamIndex: 0, name: 'a0', label: 'Audio', default: true, channels: 2 },
      ...{ sampleRateHz: 48_000, bitrateBps: 128_000, originSeconds: 0 },
    },
  ],
  ...{ texts: [], chapters: [], outputs: [], warnings: [] },
  weights: {
    ...{ fetch: 400, probe: 100, chunks: [], repackage: 0, audios: [9_000] },
    ...{ poster: 0, preview: 0, storyboard: 0, text: 0, package: 400, verify: 100 },
  },
};
