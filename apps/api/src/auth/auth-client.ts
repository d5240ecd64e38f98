import { networkOf } from '@media/runtime/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Client } from '../limits/auth-limits.js';
import { quotaHeaders } from '../limits/quota-headers.js';

export type Http = { request: FastifyRequest; reply: FastifyReply };

export const clientOf = ({ request, reply }: Http): Client => ({
  network: networkOf(request.ip),
  reportQuota: quotaHeaders(reply),
});
