import type {
  CreateInvitationRequest,
  CreateOrganizationRequest,
  InvitationCreated,
  InvitationView,
  MemberView,
  OrganizationStatisticsView,
  OrganizationView,
  Page,
  PageQuery,
  StatisticsQuery,
  UpdateMemberRequest,
  UpdateOrganizationRequest,
} from '@media/contracts';
import { idSegment } from '../http/check-id.js';
import type { Call } from '../http/send-request.js';
import type { Send } from '../session/session.js';

const at = (id: string, rest = ''): string => `/organizations/${idSegment(id)}${rest}`;

export const organizationsResource = (send: Send) => {
  const getJson = async <T>(call: Call): Promise<T> => (await send(call)).json();

  const update = async (id: string, changes: UpdateOrganizationRequest): Promise<OrganizationView> =>
    getJson({ method: 'PATCH', path: at(id), body: changes });

  return {
    /** Creates an organization. The user becomes its owner. */
    create: (request: CreateOrganizationRequest): Promise<OrganizationView> =>
      getJson({ method: 'POST', path: '/organizations', body: request }),

    /** A page of the organizations that the user belongs to, the personal one first. */
    list: (query: Partial<PageQuery> = {}, signal?: AbortSignal): Promise<Page<OrganizationView>> =>
      getJson({ method: 'GET', path: '/organizations', query, signal }),

    get: async (id: string, signal?: AbortSignal): Promise<OrganizationView> =>
      getJson({ method: 'GET', path: at(id), signal }),

    rename: async (id: string, name: string): Promise<OrganizationView> => update(id, { name }),

    /** Changes the name, the sites that can embed videos, or whether views are counted. Only owners can. */
    update,

    /**
     * Deletes an organization with all its videos and files. `name` confirms it. ApiError ORGANIZATION_NAME_WRONG,
     * PERSONAL_ORGANIZATION.
     */
    delete: async (id: string, name: string): Promise<void> => {
      await send({ method: 'DELETE', path: at(id), query: { name } });
    },

    /** How its videos were watched by people without an account, in the last 28 days by default. */
    statistics: async (
      id: string,
      query: StatisticsQuery = {},
      signal?: AbortSignal,
    ): Promise<OrganizationStatisticsView> => getJson({ method: 'GET', path: at(id, '/statistics'), query, signal }),

    /** A page of the members of an organization, in the order in which they joined. */
    members: async (id: string, query: Partial<PageQuery> = {}, signal?: AbortSignal): Promise<Page<MemberView>> =>
      getJson({ method: 'GET', path: at(id, '/members'), query, signal }),

    /**
     * Gives a member another role. ApiError ROLE_TOO_HIGH for roles above one's own, LAST_OWNER, PERSONAL_ORGANIZATION.
     */
    changeRole: async (id: string, userId: string, role: UpdateMemberRequest['role']): Promise<MemberView> =>
      getJson({ method: 'PATCH', path: at(id, `/members/${idSegment(userId)}`), body: { role } }),

    /**
     * Invites an email address, which gets an email with the link. The link is also in `url`, and only here. ApiError
     * ROLE_TOO_HIGH for roles above one's own, ALREADY_MEMBER, RATE_LIMITED.
     */
    invite: async (id: string, request: CreateInvitationRequest): Promise<InvitationCreated> =>
      getJson({ method: 'POST', path: at(id, '/invitations'), body: request }),

    /** A page of the invitations that can still be accepted, the oldest first. */
    invitations: async (
      id: string,
      query: Partial<PageQuery> = {},
      signal?: AbortSignal,
    ): Promise<Page<InvitationView>> => getJson({ method: 'GET', path: at(id, '/invitations'), query, signal }),

    /** Ends an invitation. ApiError INVITATION_NOT_FOUND, ROLE_TOO_HIGH. */
    revokeInvitation: async (id: string, invitationId: string): Promise<void> => {
      await send({ method: 'DELETE', path: at(id, `/invitations/${idSegment(invitationId)}`) });
    },

    /** Removes a member or, with the user's own id, leaves. ApiError ROLE_TOO_HIGH, LAST_OWNER, PERSONAL_ORGANIZATION. */
    removeMember: async (id: string, userId: string): Promise<void> => {
      await send({ method: 'DELETE', path: at(id, `/members/${idSegment(userId)}`) });
    },
  };
};

export type OrganizationsResource = ReturnType<typeof organizationsResource>;
