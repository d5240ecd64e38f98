import { PERMISSIONS, ROLES } from '@media/core';
import { z } from 'zod';
import { OrganizationId } from './ids.js';

/** Who makes a request. */
export const ActorView = z
  .object({
    type: z.enum(['user', 'apiKey', 'playback']),
    id: z.uuid().describe('Of the user or the API key; of the video that a playback token plays.'),
    organizationId: OrganizationId,
    role: z.enum(ROLES).optional().describe('Of a user.'),
    permissions: z.array(z.enum(PERMISSIONS)),
  })
  .meta({ id: 'Actor' });
export type ActorView = z.infer<typeof ActorView>;
