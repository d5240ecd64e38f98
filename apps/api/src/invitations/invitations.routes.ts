import {
  CreateInvitationRequest,
  InvitationAccepted,
  InvitationCreated,
  InvitationId,
  InvitationLookup,
  InvitationPage,
  InvitationTokenRequest,
  OrganizationId,
  PageQuery,
} from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const OrganizationParams = z.strictObject({ id: OrganizationId });

export const INVITATION_ROUTES = defineRoutes('Organizations', {
  createInvitation: {
    method: 'POST',
    path: '/organizations/:id/invitations',
    summary: 'Invite someone',
    description:
      'Invites an email address with a role of at most your own. The link in `url` appears only in this response and is sent to the address. It works once, for seven days, and only for an account with that address. A new invitation replaces an earlier one of the same address. An invitation ends when its sender loses the role that it needs. If the server sends emails, only users who have confirmed their own address can invite, and only their API keys.',
    params: OrganizationParams,
    body: CreateInvitationRequest,
    responses: [{ status: 201, schema: InvitationCreated }],
    errors: ['EMAIL_NOT_VERIFIED', 'ROLE_TOO_HIGH', 'ALREADY_MEMBER', 'INVITATION_GONE', 'RATE_LIMITED'],
    honorsIdempotencyKey: true,
  },
  listInvitations: {
    method: 'GET',
    path: '/organizations/:id/invitations',
    summary: 'List invitations',
    description: 'Returns the invitations that can still be accepted, the oldest first.',
    params: OrganizationParams,
    query: PageQuery,
    responses: [{ status: 200, schema: InvitationPage }],
  },
  revokeInvitation: {
    method: 'DELETE',
    path: '/organizations/:id/invitations/:invitationId',
    summary: 'Revoke an invitation',
    description: 'Ends an invitation. Its link stops working at once.',
    params: z.strictObject({ id: OrganizationId, invitationId: InvitationId }),
    responses: [{ status: 204 }],
    errors: ['INVITATION_NOT_FOUND', 'ROLE_TOO_HIGH'],
  },
  lookupInvitation: {
    method: 'POST',
    path: '/invitations/lookup',
    summary: 'Look up an invitation',
    description: 'Returns what an invitation is for, without accepting it.',
    body: InvitationTokenRequest,
    responses: [{ status: 200, schema: InvitationLookup }],
    errors: ['INVITATION_GONE', 'RATE_LIMITED'],
  },
  acceptInvitation: {
    method: 'POST',
    path: '/invitations/accept',
    summary: 'Accept an invitation',
    description:
      'Makes the user a member of the organization. The email address of their account has to be the invited one.',
    body: InvitationTokenRequest,
    responses: [{ status: 200, schema: InvitationAccepted }],
    errors: ['INVITATION_GONE', 'INVITATION_FOR_OTHER_ADDRESS', 'ALREADY_MEMBER', 'RATE_LIMITED'],
    honorsIdempotencyKey: true,
  },
});
