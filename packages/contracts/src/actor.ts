import { PERMISSIONS, ROLES } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_ACTOR } from './examples.js';
import { OrganizationId } from './ids.js';
import { openEnum } from './open-enum.js';

export const RoleName = openEnum(ROLES, {
  id: 'Role',
  description: "A member's role in an organization. Each role is a set of permissions.",
  meanings: {
    owner: 'everything',
    admin: 'everything except managing the organization itself',
    editor: 'read, upload, edit, process, and share videos',
    viewer: 'read videos and members',
  },
});

export const PermissionName = openEnum(PERMISSIONS, {
  id: 'Permission',
  description: 'An action that an actor can perform in its organization. The scopes of an API key are permissions.',
});

const ActorKind = openEnum(['user', 'apiKey', 'playback'], {
  id: 'ActorType',
  description: 'Type of actor that makes the request.',
  meanings: {
    user: 'a signed-in user',
    apiKey: 'a program with an API key',
    playback: 'the holder of a playback token',
  },
});

export const ActorView = z
  .object({
    type: ActorKind,
    id: z.uuid().describe('ID of the user or API key. For a playback token, the ID of its video.'),
    organizationId: OrganizationId.describe('ID of the organization that the request applies to.'),
    role: RoleName.optional().describe("The user's role in that organization. Only present for users."),
    permissions: z.array(PermissionName).describe('Permissions of the actor in that organization.'),
  })
  .meta({ id: 'Actor', description: 'The identity and permissions behind a request.', examples: [EXAMPLE_ACTOR] });
export type ActorView = z.infer<typeof ActorView>;
