import { z } from 'zod';
import { EXAMPLE_USAGE } from './examples.js';
import { byteCount } from './fields.js';

const seconds = (subject: string, example: number) =>
  z.number().meta({ description: `${subject}, in seconds.`, examples: [example] });

const MonthUsage = z
  .object({
    uploadedBytes: byteCount(
      'Size of the uploads created this month',
      EXAMPLE_USAGE.month.uploadedBytes,
      'Without uploads that were canceled or have expired.',
    ),
    sourceSeconds: seconds(
      'Duration of the videos that were analyzed for the first time this month',
      EXAMPLE_USAGE.month.sourceSeconds,
    ),
    encodeCpuSeconds: seconds(
      'CPU time of processing that ended this month, whether it succeeded or not',
      EXAMPLE_USAGE.month.encodeCpuSeconds,
    ),
  })
  .meta({
    id: 'MonthUsage',
    description: 'Usage in the current calendar month (UTC).',
    examples: [EXAMPLE_USAGE.month],
  });

const UsageLimits = z
  .object({
    storageBytes: byteCount('Most that `storageBytes` can be', 1e12).optional(),
    monthlyUploadBytes: byteCount('Most that can be uploaded in a month', 5e11).optional(),
    monthlySourceSeconds: seconds('Longest total duration of new videos in a month', 360_000).optional(),
    concurrentTasks: z
      .int()
      .optional()
      .describe('How many processing tasks can run at the same time. More tasks wait; they are never refused.'),
  })
  .meta({
    id: 'UsageLimits',
    description: 'Limits of the organization. A missing limit is no limit.',
    examples: [EXAMPLE_USAGE.limits],
  });

const TrashUsage = z
  .object({
    videoCount: z.int().describe('Number of videos in the trash.'),
    bytes: byteCount(
      'Size of their uploaded files and of everything that was made from them',
      EXAMPLE_USAGE.trash.bytes,
      'Part of `storageBytes`. Emptying the trash frees it.',
    ),
    keptDays: z
      .number()
      .describe('How many days videos stay in the trash. 0 if there is no trash, so that every deletion is final.'),
  })
  .meta({ id: 'TrashUsage', description: 'The trash of an organization.', examples: [EXAMPLE_USAGE.trash] });

export const UsageView = z
  .object({
    storageBytes: byteCount(
      'Storage in use',
      EXAMPLE_USAGE.storageBytes,
      'The sum of `reservedBytes`, `sourceBytes` and `outputBytes`.',
    ),
    reservedBytes: byteCount('Declared sizes of uploads in progress', EXAMPLE_USAGE.reservedBytes),
    sourceBytes: byteCount('Size of the uploaded files of all videos', EXAMPLE_USAGE.sourceBytes),
    outputBytes: byteCount(
      'Size of everything that was made from them',
      EXAMPLE_USAGE.outputBytes,
      'Updated when processing of a video ends. Replaced outputs count until they are deleted.',
    ),
    videoCount: z
      .int()
      .describe('Number of videos.')
      .meta({ examples: [EXAMPLE_USAGE.videoCount] }),
    trash: TrashUsage,
    month: MonthUsage,
    limits: UsageLimits,
  })
  .meta({ id: 'Usage', description: 'What an organization uses, and its limits.', examples: [EXAMPLE_USAGE] });
export type UsageView = z.infer<typeof UsageView>;
