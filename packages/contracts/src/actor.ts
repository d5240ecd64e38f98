import { PERMISSIONS, ROLES } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_ACTOR } from './examples.js';
import { OrganizationId } from './ids.js';
import { openEnum } from './open-enum.js';

export const RoleName = openEnum(ROLES, {
  id: 'Role',
  description: 'What a member can do in an organization: each role is a set of permissions.',
  meanings: {
    owner: 'everything',
    admin: 'everything except managing the organization itself',
    editor: 'read, upload, edit, process and share videos',
    viewer: 'read videos and members',
  },
});

const PermissionName = openEnum(PERMISSIONS, {
  id: 'Permission',
  description: 'What an actor can do in its organization. API keys have them as scopes.',
});

const ActorKind = openEnum(['user', 'apiKey', 'playback'], {
  id: 'ActorType',
  description: 'Who makes a request.',
  meanings: {
    user: 'a signed-in user',
    apiKey: 'a program with an API key',
    playback: 'the holder of a playback token',
  },
});

/** Who makes a request. */
export const ActorView = z
  .object({
    type: ActorKind,
    id: z.uuid().describe('Id of the user or the API key; for a playback token, of the video that it plays.'),
    organizationId: OrganizationId.describe('Id of the organization in which the request acts.'),
    role: RoleName.optional().describe('The role of a user in that organization.'),
    permissions: z.array(PermissionName).describe('What the actor can do in that organization.'),
  })
  .meta({ id: 'Actor', description: 'Who makes a request, and what they can do.', examples: [EXAMPLE_ACTOR] });
export type ActorView = z.infer<typeof ActorView>;
