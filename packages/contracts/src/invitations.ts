import { ROLES } from '@media/core';
import { z } from 'zod';
import { RoleName } from './actor.js';
import {
  EXAMPLE_INVITATION,
  EXAMPLE_INVITATION_CREATED,
  EXAMPLE_INVITATION_LOOKUP,
  EXAMPLE_ORGANIZATION,
} from './examples.js';
import { emailAddress, timestamp } from './fields.js';
import { InvitationId, OrganizationId } from './ids.js';
import { OrganizationView } from './organizations.js';
import { pageOf } from './paging.js';
import { bounded } from './text.js';

export const CreateInvitationRequest = z
  .strictObject({
    email: bounded(254)
      .check(z.email())
      .describe('Email address to invite, case-insensitive. Only an account with this address can accept.')
      .meta({ format: 'email' }),
    role: z.enum(ROLES).describe("The role of the new member. At most the caller's own."),
  })
  .meta({
    id: 'CreateInvitationRequest',
    description: 'Who to invite, and as what.',
    examples: [{ email: 'grace@example.org', role: 'editor' }],
  });
export type CreateInvitationRequest = z.infer<typeof CreateInvitationRequest>;

const InvitedAs = {
  email: emailAddress(EXAMPLE_INVITATION.email).describe('Email address of the only account that can accept.'),
  role: RoleName.describe('The role that the new member gets.'),
};
const expiresAt = timestamp('When the invitation expires, 7 days after it was created');
const invitedBy = z
  .string()
  .describe('Display name of the user who invited, or their email address if they have none.')
  .meta({ examples: [EXAMPLE_INVITATION.invitedBy] });

export const InvitationView = z
  .object({
    id: InvitationId,
    ...InvitedAs,
    invitedBy,
    createdAt: timestamp('When the invitation was created'),
    expiresAt,
  })
  .meta({
    id: 'Invitation',
    description: 'An invitation that has not been accepted, revoked or expired.',
    examples: [EXAMPLE_INVITATION],
  });
export type InvitationView = z.infer<typeof InvitationView>;

export const InvitationPage = pageOf(InvitationView).meta({
  id: 'InvitationPage',
  description: 'One page of invitations.',
  examples: [{ items: [EXAMPLE_INVITATION], nextCursor: null }],
});

export const InvitationCreated = InvitationView.extend({
  url: z
    .url()
    .describe('Link to accept the invitation. It appears only in this response, and works once.')
    .meta({ examples: [EXAMPLE_INVITATION_CREATED.url] }),
  isEmailed: z
    .boolean()
    .describe(
      'Whether the server also sends the link by email. A server without a mail server only writes it to a file.',
    ),
}).meta({
  id: 'InvitationCreated',
  description: 'A new invitation with its link.',
  examples: [EXAMPLE_INVITATION_CREATED],
});
export type InvitationCreated = z.infer<typeof InvitationCreated>;

export const InvitationTokenRequest = z
  .strictObject({ token: bounded(200).min(1).describe('The part after `#` of the link of an invitation.') })
  .meta({
    id: 'InvitationTokenRequest',
    description: 'The token of an invitation.',
    examples: [{ token: 'AZfA3gAAcACAAAAAAAAACfKS0mxsGjZ3q0yZt1bJ8nX5cVv2pLw9dRk4hTs6eYoB' }],
  });
export type InvitationTokenRequest = z.infer<typeof InvitationTokenRequest>;

export const InvitationLookup = z
  .object({
    organization: z
      .object({ id: OrganizationId, name: z.string().describe('Name of the organization.') })
      .describe('The organization that the invitation is for.'),
    ...InvitedAs,
    invitedBy,
    expiresAt,
  })
  .meta({
    id: 'InvitationLookup',
    description: 'What the holder of a link sees before accepting the invitation.',
    examples: [EXAMPLE_INVITATION_LOOKUP],
  });
export type InvitationLookup = z.infer<typeof InvitationLookup>;

export const InvitationAccepted = z.object({ organization: OrganizationView }).meta({
  id: 'InvitationAccepted',
  description: 'The organization of which the user is a member now.',
  examples: [{ organization: { ...EXAMPLE_ORGANIZATION, role: 'editor' } }],
});
export type InvitationAccepted = z.infer<typeof InvitationAccepted>;
