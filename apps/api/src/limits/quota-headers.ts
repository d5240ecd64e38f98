import type { FastifyReply } from 'fastify';
import type { QuotaState, ReportQuota } from './quota.js';

// Items of structured field lists: strings with integer parameters (draft-ietf-httpapi-ratelimit-headers-10, 3 and 4).
const policyItem = ({ name, points, windowSeconds }: QuotaState): string => `"${name}";q=${points};w=${windowSeconds}`;
const limitItem = ({ name, remaining, resetSeconds }: QuotaState): string =>
  `"${name}";r=${remaining};t=${resetSeconds}`;

type Headers = Pick<FastifyReply, 'getHeader' | 'header'>;

const append = (reply: Headers, name: string, item: string): void => {
  reply.header(name, [reply.getHeader(name), item].filter(Boolean).join(', '));
};

/** Adds the state of each quota to the response headers, for any status. */
export const quotaHeaders =
  (reply: Headers): ReportQuota =>
  (state) => {
    append(reply, 'ratelimit-policy', policyItem(state));
    append(reply, 'ratelimit', limitItem(state));
  };
