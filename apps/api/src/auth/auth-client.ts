import type { RequestContext } from '@media/core';
import { networkOf } from '@media/runtime/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../http/request-context.js';
import type { Client } from '../limits/auth-limits.js';
import { quotaHeaders } from '../limits/quota-headers.js';

/** The client of a request about an account. */
export type AuthClient = Client & { context: RequestContext };
export type Http = { request: FastifyRequest; reply: FastifyReply };

export const clientOf = ({ request, reply }: Http): AuthClient => ({
  network: networkOf(request.ip),
  reportQuota: quotaHeaders(reply),
  context: contextOf(request),
});
