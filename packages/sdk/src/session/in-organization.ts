import type { Send } from './session.js';

/** Sends every request for lists and creation to one of the user's organizations; without an id, to the personal one. */
export const inOrganization = (send: Send, organizationId: string | undefined): Send =>
  organizationId === undefined
    ? send
    : (call) => send({ ...call, headers: { ...call.headers, 'x-organization-id': organizationId } });
