import { ERROR_CODES, type ErrorCode } from '@media/core';
import { z } from 'zod';

/** RFC 9457 problem details, with our error code and the id under which the logs know the request. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    moreErrors: z.int().optional().describe('How many more problems there are than `errors` lists.'),
    missingParts: z.array(z.int()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
