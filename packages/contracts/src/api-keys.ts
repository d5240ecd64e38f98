import { PERMISSIONS } from '@media/core';
import { z } from 'zod';
import { PermissionName } from './actor.js';
import { EXAMPLE_API_KEY, EXAMPLE_API_KEY_CREATED } from './examples.js';
import { timestamp, timestampOrNull } from './fields.js';
import { ApiKeyId, UserId } from './ids.js';
import { pageOf } from './paging.js';
import { bounded, label } from './text.js';

const DAY_SECONDS = 86_400;

export const CreateApiKeyRequest = z
  .strictObject({
    name: label(100).describe('What the key is for. Only people see it.'),
    scopes: z
      .array(z.enum(PERMISSIONS))
      .min(1)
      .max(PERMISSIONS.length)
      .describe('What the key can do: permissions of your own. `GET /actor` lists them.'),
    expiresAt: bounded(40)
      .check(z.iso.datetime({ offset: true }))
      .optional()
      .meta({
        format: 'date-time',
        description: 'When the key stops working. By default, it never expires.',
        examples: ['2027-01-31T12:00:00Z'],
      }),
  })
  .meta({
    id: 'CreateApiKeyRequest',
    description: 'The API key to create.',
    examples: [{ name: EXAMPLE_API_KEY.name, scopes: EXAMPLE_API_KEY.scopes, expiresAt: EXAMPLE_API_KEY.expiresAt }],
  });
export type CreateApiKeyRequest = z.infer<typeof CreateApiKeyRequest>;

export const RotateApiKeyRequest = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(7 * DAY_SECONDS)
      .default(0)
      .describe('How long the old key continues to work, in seconds. At most 7 days.'),
  })
  .optional()
  .meta({
    id: 'RotateApiKeyRequest',
    description: 'How to replace the API key.',
    examples: [{ overlapSeconds: DAY_SECONDS }],
  });
export type RotateApiKeyRequest = z.infer<typeof RotateApiKeyRequest>;

export const ApiKeyView = z
  .object({
    id: ApiKeyId,
    name: z.string().describe('What the key is for.'),
    prefix: z.string().describe('The first characters of the key, to tell keys apart.'),
    scopes: z.array(PermissionName).describe('What the key can do, if its creator still can.'),
    createdBy: UserId.describe('ID of the user who created the key.'),
    creatorName: z
      .string()
      .nullable()
      .describe('Name or email address of that user, or `null` if the account is gone.'),
    createdAt: timestamp('When the key was created'),
    lastUsedAt: timestampOrNull(
      'When the key was last used, to the minute, or `null` if it never was (ISO 8601, UTC).',
      EXAMPLE_API_KEY.lastUsedAt,
    ),
    expiresAt: timestampOrNull(
      'When the key expires, or `null` if it never does (ISO 8601, UTC).',
      EXAMPLE_API_KEY.expiresAt,
    ),
    revokedAt: timestampOrNull(
      'When the key stops working, or stopped, because it was revoked or rotated or because its creator left, or `null` (ISO 8601, UTC). In the future while a rotated key overlaps with the new one.',
    ),
  })
  .meta({ id: 'ApiKey', description: 'An API key, without the key itself.', examples: [EXAMPLE_API_KEY] });
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const ApiKeyCreated = ApiKeyView.extend({
  key: z.string().describe('The key. It appears only in this response, so store it now.'),
}).meta({ id: 'ApiKeyCreated', description: 'A new API key.', examples: [EXAMPLE_API_KEY_CREATED] });
export type ApiKeyCreated = z.infer<typeof ApiKeyCreated>;

export const ApiKeyPage = pageOf(ApiKeyView).meta({
  id: 'ApiKeyPage',
  description: 'One page of API keys.',
  examples: [{ items: [EXAMPLE_API_KEY], nextCursor: null }],
});
