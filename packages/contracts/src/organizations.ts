import { ROLES } from '@media/core';
import { z } from 'zod';
import { RoleName } from './actor.js';
import { EXAMPLE_MEMBER, EXAMPLE_ORGANIZATION } from './examples.js';
import { displayName, emailAddress, timestamp } from './fields.js';
import { OrganizationId, UserId } from './ids.js';
import { pageOf } from './paging.js';
import { bounded, label } from './text.js';

const OrganizationName = label(100).describe('Name of the organization.');

export const CreateOrganizationRequest = z.strictObject({ name: OrganizationName }).meta({
  id: 'CreateOrganizationRequest',
  description: 'The organization to create.',
  examples: [{ name: 'Acme Films' }],
});
export type CreateOrganizationRequest = z.infer<typeof CreateOrganizationRequest>;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*(?::\\d{1,5})?$`, 'i');

const EmbedDomain = bounded(255)
  .regex(HOST, 'Must be a host such as example.com or *.example.com, without https:// and a path')
  .toLowerCase();

export const UpdateOrganizationRequest = z
  .strictObject({
    name: OrganizationName.optional(),
    embedDomains: z
      .array(EmbedDomain)
      .max(50)
      .optional()
      .describe(
        'Hosts whose pages can embed the videos of the organization: `example.com`, or `*.example.com` for its subdomains, with a port if it is not the usual one. Non-ASCII names in Punycode. Empty for any host.',
      ),
    viewerStatistics: z
      .boolean()
      .optional()
      .describe(
        'Whether views of the videos by people without an account are counted. Switching this off keeps what has been counted.',
      ),
  })
  .meta({
    id: 'UpdateOrganizationRequest',
    description: 'The fields to change. Omitted fields keep their values.',
    examples: [
      { name: 'Acme Motion Pictures' },
      { embedDomains: EXAMPLE_ORGANIZATION.embedDomains },
      { viewerStatistics: false },
    ],
  });
export type UpdateOrganizationRequest = z.infer<typeof UpdateOrganizationRequest>;

export const DeleteOrganizationQuery = z.object({
  name: OrganizationName.describe('Name of the organization, to confirm the deletion.').meta({
    examples: ['Acme Films'],
  }),
});
export type DeleteOrganizationQuery = z.infer<typeof DeleteOrganizationQuery>;

export const OrganizationView = z
  .object({
    id: OrganizationId,
    name: z.string().describe('Name of the organization.'),
    role: RoleName.describe('The role of the caller in the organization.'),
    isPersonal: z
      .boolean()
      .describe("Whether it is the caller's personal organization, which exists as long as their account."),
    embedDomains: z
      .array(z.string())
      .describe('Hosts whose pages can embed the videos of the organization. Empty for any host.'),
    viewerStatistics: z
      .boolean()
      .describe('Whether views of the videos by people without an account are counted, unless the server counts none.'),
    createdAt: timestamp('When the organization was created'),
  })
  .meta({
    id: 'Organization',
    description: 'An organization, whose members work in one library of videos.',
    examples: [EXAMPLE_ORGANIZATION],
  });
export type OrganizationView = z.infer<typeof OrganizationView>;

export const OrganizationPage = pageOf(OrganizationView).meta({
  id: 'OrganizationPage',
  description: 'One page of organizations.',
  examples: [{ items: [EXAMPLE_ORGANIZATION], nextCursor: null }],
});

export const UpdateMemberRequest = z
  .strictObject({ role: z.enum(ROLES).describe("The member's new role. At most the caller's own.") })
  .meta({ id: 'UpdateMemberRequest', description: 'The role to give to a member.', examples: [{ role: 'editor' }] });
export type UpdateMemberRequest = z.infer<typeof UpdateMemberRequest>;

export const MemberView = z
  .object({
    userId: UserId,
    email: emailAddress(EXAMPLE_MEMBER.email),
    name: displayName(EXAMPLE_MEMBER.name),
    role: RoleName,
    joinedAt: timestamp('When the user became a member'),
  })
  .meta({ id: 'Member', description: 'A member of an organization.', examples: [EXAMPLE_MEMBER] });
export type MemberView = z.infer<typeof MemberView>;

export const MemberPage = pageOf(MemberView).meta({
  id: 'MemberPage',
  description: 'One page of members.',
  examples: [{ items: [EXAMPLE_MEMBER], nextCursor: null }],
});
