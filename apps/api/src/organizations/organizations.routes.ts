import {
  CreateOrganizationRequest,
  DeleteOrganizationQuery,
  MemberPage,
  MemberView,
  OrganizationId,
  OrganizationPage,
  OrganizationView,
  PageQuery,
  UpdateMemberRequest,
  UpdateOrganizationRequest,
  UserId,
} from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const OrganizationParams = z.strictObject({ id: OrganizationId });
const MemberParams = z.strictObject({ id: OrganizationId, userId: UserId });

export const ORGANIZATION_ROUTES = defineRoutes('Organizations', {
  createOrganization: {
    method: 'POST',
    path: '/organizations',
    summary: 'Create an organization',
    description: 'Creates an organization. The user becomes its owner. The server can limit how many a user owns.',
    body: CreateOrganizationRequest,
    responses: [{ status: 201, schema: OrganizationView }],
    errors: ['TOO_MANY_ORGANIZATIONS'],
    honorsIdempotencyKey: true,
  },
  listOrganizations: {
    method: 'GET',
    path: '/organizations',
    summary: 'List organizations',
    description: 'Returns the organizations that the user belongs to, the personal organization first.',
    query: PageQuery,
    responses: [{ status: 200, schema: OrganizationPage }],
  },
  viewOrganization: {
    method: 'GET',
    path: '/organizations/:id',
    summary: 'Get an organization',
    params: OrganizationParams,
    responses: [{ status: 200, schema: OrganizationView }],
  },
  updateOrganization: {
    method: 'PATCH',
    path: '/organizations/:id',
    summary: 'Update an organization',
    description:
      'Changes the name of an organization, the sites that can embed its videos, or whether views of them are counted.',
    params: OrganizationParams,
    body: UpdateOrganizationRequest,
    responses: [{ status: 200, schema: OrganizationView }],
  },
  deleteOrganization: {
    method: 'DELETE',
    path: '/organizations/:id',
    summary: 'Delete an organization',
    description:
      'Deletes an organization with all its videos, uploads and files, also while videos are being processed. Its members lose access at once. Files are deleted in the background. This cannot be undone, so the request has to repeat the name. A personal organization can only be deleted with its account.',
    params: OrganizationParams,
    query: DeleteOrganizationQuery,
    responses: [{ status: 204 }],
    errors: ['ORGANIZATION_NAME_WRONG', 'PERSONAL_ORGANIZATION'],
  },
  listMembers: {
    method: 'GET',
    path: '/organizations/:id/members',
    summary: 'List members',
    description: 'Returns the members of an organization in the order in which they joined.',
    params: OrganizationParams,
    query: PageQuery,
    responses: [{ status: 200, schema: MemberPage }],
  },
  updateMember: {
    method: 'PATCH',
    path: '/organizations/:id/members/:userId',
    summary: "Change a member's role",
    description:
      'Gives a member another role, at most your own. The last owner stays one. In a personal organization, so does its account.',
    params: MemberParams,
    body: UpdateMemberRequest,
    responses: [{ status: 200, schema: MemberView }],
    errors: ['MEMBER_NOT_FOUND', 'ROLE_TOO_HIGH', 'LAST_OWNER', 'PERSONAL_ORGANIZATION'],
  },
  removeMember: {
    method: 'DELETE',
    path: '/organizations/:id/members/:userId',
    summary: 'Remove a member, or leave',
    description:
      'Removes a member, whose next request is refused. Event streams that they have open end at once. With your own ID, you leave the organization, which needs no permission.',
    params: MemberParams,
    responses: [{ status: 204 }],
    errors: ['MEMBER_NOT_FOUND', 'ROLE_TOO_HIGH', 'LAST_OWNER', 'PERSONAL_ORGANIZATION', 'FORBIDDEN'],
  },
});
