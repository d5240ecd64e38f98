import type { Send } from './session.js';

/** Selects one of the user's organizations for lists and creation; without an id, the personal one. */
export const inOrganization = (send: Send, organizationId: string | undefined): Send =>
  organizationId === undefined
    ? send
    : (call) => send({ ...call, headers: { ...call.headers, 'x-organization-id': organizationId } });
