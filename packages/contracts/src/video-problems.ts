import { ERRORS, WARNING_CODES, WARNING_MEANINGS } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_VIDEO } from './examples.js';
import { openEnum } from './open-enum.js';
import { ErrorCodeName } from './problem.js';

export const VideoError = z
  .object({
    code: ErrorCodeName,
    message: z
      .string()
      .describe('What went wrong, what is unusual about the file if that is known, and the next step.'),
  })
  .meta({
    id: 'VideoError',
    description: 'Why processing failed.',
    examples: [{ code: 'SOURCE_DAMAGED', message: ERRORS.SOURCE_DAMAGED.text }],
  });
export type VideoError = z.infer<typeof VideoError>;

const WarningCodeName = openEnum(WARNING_CODES, {
  id: 'WarningCode',
  description: 'What a warning is about.',
  meanings: WARNING_MEANINGS,
});

export const VideoWarning = z
  .object({ code: WarningCodeName, text: z.string().describe('What was found, and what was done about it.') })
  .meta({
    id: 'VideoWarning',
    description: 'Something about the uploaded file that was left out, repaired or guessed.',
    examples: EXAMPLE_VIDEO.warnings,
  });
export type VideoWarning = z.infer<typeof VideoWarning>;
