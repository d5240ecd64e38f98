/** Where a request came from, as the audit log shows it. */
export type RequestContext = { ip: string | null; userAgent: string | null; requestId: string | null };

/** Of commands outside requests. */
export const NO_CONTEXT: RequestContext = { ip: null, userAgent: null, requestId: null };

/** Long enough for every browser. Clients choose it freely. */
const MAX_USER_AGENT = 300;

type Raw = { ip: string; userAgent: string | undefined; requestId: string };

/** Shortens what clients can choose, and removes what PostgreSQL can't store. */
export const requestContext = ({ ip, userAgent, requestId }: Raw): RequestContext => ({
  ip: ip.slice(0, 45),
  userAgent: userAgent === undefined ? null : userAgent.slice(0, MAX_USER_AGENT).replaceAll('\0', '').toWellFormed(),
  requestId: requestId.slice(0, 64),
});
