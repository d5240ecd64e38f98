import { z } from 'zod';
import { EXAMPLE_BULK } from './examples.js';
import { VideoId } from './ids.js';
import { TagNames } from './tags.js';
import { AskedVisibility } from './visibility.js';

const ids = z
  .array(VideoId)
  .min(1)
  .max(100)
  .overwrite((given) => [...new Set(given)])
  .describe('IDs of the videos.');
const tags = TagNames.min(1);
const ACTION = 'What to do with each video.';

export const BulkRequest = z
  .discriminatedUnion('action', [
    z.strictObject({ ids, action: z.literal('addTags').describe(ACTION), tags }),
    z.strictObject({ ids, action: z.literal('removeTags').describe(ACTION), tags }),
    z.strictObject({ ids, action: z.literal('setVisibility').describe(ACTION), visibility: AskedVisibility }),
    z.strictObject({ ids, action: z.enum(['trash', 'restore', 'deletePermanently']).describe(ACTION) }),
  ])
  .meta({ id: 'BulkRequest', description: 'What to do with which videos.', examples: [EXAMPLE_BULK.request] });
export type BulkRequest = z.infer<typeof BulkRequest>;

const BulkError = z
  .object({
    code: z.string().describe('Code from the error catalog.'),
    detail: z.string().describe('What happened and what to do, for people.'),
  })
  .meta({
    id: 'BulkError',
    description: 'Why a video was not changed.',
    examples: [{ code: 'VIDEO_NOT_FOUND', detail: 'Video not found.' }],
  });

const BulkItem = z
  .object({ id: VideoId, error: BulkError.optional().describe('Absent if it was done.') })
  .meta({ id: 'BulkItem', description: 'The result for one video.', examples: EXAMPLE_BULK.result.items });

export const BulkResult = z
  .object({ items: z.array(BulkItem).describe('One result per video, in the order of the request.') })
  .meta({ id: 'BulkResult', description: 'The results of a bulk command.', examples: [EXAMPLE_BULK.result] });
export type BulkResult = z.infer<typeof BulkResult>;
