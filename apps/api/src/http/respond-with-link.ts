import type { DownloadLink } from '@media/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Responded } from './route.js';

/** Clients that accept anything get the redirect. That includes browsers, whose `Accept` header ends with a wildcard. */
const wantsJson = (accept = ''): boolean => accept.includes('application/json') && !accept.includes('*/*');

type LinkCall = {
  request: FastifyRequest;
  reply: FastifyReply;
  respond: ((status: 302) => Responded) & ((status: 200, body: DownloadLink) => Responded);
};

/**
 * Redirects to a storage URL, or returns `{ url }` to clients that accept only JSON. Web pages need the JSON: they can only send
 * their token with fetch, which would follow the redirect and load the file into memory.
 */
export const respondWithLink = ({ request, reply, respond }: LinkCall, url: string): Responded => {
  reply.header('vary', 'accept');
  if (wantsJson(request.headers.accept)) return respond(200, { url });
  reply.header('location', url);
  return respond(302);
};
