import { z } from 'zod';
import { EXAMPLE_EMPTIED } from './examples.js';

export const EmptiedTrashView = z
  .object({ videoCount: z.int().describe('How many videos were in the trash.') })
  .meta({ id: 'EmptiedTrash', description: 'The trash was emptied.', examples: [EXAMPLE_EMPTIED] });
export type EmptiedTrashView = z.infer<typeof EmptiedTrashView>;
