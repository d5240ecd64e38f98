import { ERROR_CODES } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_PROBLEM } from './examples.js';
import { openEnum } from './open-enum.js';

/** `code` of a problem, of a failed video and of a failed attempt. */
export const ErrorCodeName = openEnum(ERROR_CODES, {
  id: 'ErrorCode',
  description: 'What went wrong, for programs. Each operation lists the codes that it can return.',
});

const FieldError = z
  .object({
    path: z.string().meta({ description: 'Path of the field, such as `video.title`.', examples: ['title'] }),
    message: z.string().meta({ description: 'What is wrong with it.', examples: ['Must not be empty'] }),
  })
  .meta({ id: 'FieldError', description: 'A field that is not valid.', examples: EXAMPLE_PROBLEM.errors });

/** RFC 9457 problem details, with our error code and the id under which the logs know the request. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'Always `about:blank`; look at `code`.', examples: ['about:blank'] }),
    title: z.string().describe('Name of the HTTP status.'),
    status: z.int().describe('HTTP status.'),
    code: ErrorCodeName,
    detail: z.string().describe('What went wrong, for people.'),
    requestId: z.string().describe('Finds the request in the logs. Also in the header `X-Request-Id`.'),
    errors: z.array(FieldError).optional().describe('Fields that are not valid, 20 at most.'),
    moreErrors: z.int().optional().describe('How many more there are than `errors` lists.'),
    missingParts: z.array(z.int()).optional().describe('With `UPLOAD_INCOMPLETE`: numbers of the parts to upload.'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).', examples: [EXAMPLE_PROBLEM] });
export type Problem = z.infer<typeof Problem>;

export type { FailureCode } from '@media/core';
