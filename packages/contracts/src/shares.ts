import { z } from 'zod';
import { NewPassword } from './credentials.js';
import { EXAMPLE_SHARE, EXAMPLE_SHARE_TOKEN } from './examples.js';
import { timestamp, timestampOrNull } from './fields.js';
import { ShareId } from './ids.js';
import { pageOf } from './paging.js';
import { bounded } from './text.js';

export const CreateShareRequest = z
  .strictObject({
    expiresAt: bounded(40)
      .check(z.iso.datetime({ offset: true }))
      .optional()
      .meta({
        format: 'date-time',
        description: 'When the link stops working. By default, it works until it is revoked.',
        examples: [EXAMPLE_SHARE.expiresAt],
      }),
    password: NewPassword.optional().describe(
      'What viewers have to enter: at least 8 characters, and not one of the 10,000 most common passwords. By default, the link alone is enough.',
    ),
    allowDownload: z.boolean().default(false).describe('Whether viewers can download the best MP4, or the audio.'),
  })
  .meta({
    id: 'CreateShareRequest',
    description: 'The share link to create.',
    examples: [{ expiresAt: EXAMPLE_SHARE.expiresAt, password: 'seagull at noon', allowDownload: false }],
  });
export type CreateShareRequest = z.infer<typeof CreateShareRequest>;

export const ShareView = z
  .object({
    id: ShareId,
    url: z
      .string()
      .nullable()
      .describe(
        'The link. Anyone who has it, and the password if there is one, can watch the video. `null` if the secret of the server was changed after the link was created: it continues to work, but the server can no longer show it.',
      )
      .meta({ examples: [EXAMPLE_SHARE.url] }),
    expiresAt: timestampOrNull('When the link stops working, or `null` if it works until it is revoked.'),
    hasPassword: z.boolean().describe('Whether viewers have to enter a password.'),
    allowDownload: z.boolean().describe('Whether viewers can download the video.'),
    createdAt: timestamp('When the link was created'),
  })
  .meta({ id: 'Share', description: 'A link to watch a video without an account.', examples: [EXAMPLE_SHARE] });
export type ShareView = z.infer<typeof ShareView>;

export const SharePage = pageOf(ShareView).meta({
  id: 'SharePage',
  description: 'One page of share links.',
  examples: [{ items: [EXAMPLE_SHARE], nextCursor: null }],
});

export const OpenShareRequest = z
  .strictObject({
    token: bounded(200).min(1).describe('The part of the link after `#`.'),
    password: bounded(200).optional().describe('The password, if the link has one.'),
    shareId: bounded(100)
      .optional()
      .describe(
        'Opens the link only if this is its ID. Embedding pages send it, because the ID decides which sites can embed them.',
      ),
  })
  .meta({
    id: 'OpenShareRequest',
    description: 'The share link to open.',
    examples: [{ token: EXAMPLE_SHARE_TOKEN, password: 'seagull at noon' }],
  });
export type OpenShareRequest = z.infer<typeof OpenShareRequest>;
