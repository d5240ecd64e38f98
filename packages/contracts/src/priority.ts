import { MAX_COUNTED_AHEAD, PRIORITIES } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_VIDEO } from './examples.js';
import { openEnum } from './open-enum.js';

/** In requests. */
export const AskedPriority = z
  .enum(PRIORITIES)
  .describe(
    "How soon the video is processed while workers are busy. At most the organization's own priority, which is also the default.",
  );

export const PriorityName = openEnum(PRIORITIES, {
  id: 'Priority',
  description: 'How much of the workers a video can get while others wait.',
  meanings: {
    high: 'most of them, if videos of lower priorities wait',
    normal: 'the usual share, and the default of new organizations',
    low: 'few, if videos of higher priorities wait, but never none',
  },
});

export const QueuePlaceView = z
  .object({
    ahead: z
      .int()
      .min(0)
      .max(MAX_COUNTED_AHEAD)
      .meta({
        description: `How many other videos of the organization go before this one. Counted up to ${MAX_COUNTED_AHEAD.toLocaleString('en')}.`,
        examples: [EXAMPLE_VIDEO.queue.ahead],
      }),
    estimatedStartSeconds: z
      .int()
      .min(0)
      .meta({
        description:
          "In about how many seconds processing starts or continues, estimated from the work before it and the organization's share of the workers. 0 if nothing of the organization goes before it.",
        examples: [EXAMPLE_VIDEO.queue.estimatedStartSeconds],
      }),
  })
  .meta({
    id: 'QueuePlace',
    description: 'Where a video waits for a worker.',
    examples: [EXAMPLE_VIDEO.queue],
  });
