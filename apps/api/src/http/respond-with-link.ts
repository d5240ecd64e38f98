import type { DownloadLink } from '@media/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Responded } from './route.js';

/** Who takes anything is led there; so are browsers, whose `Accept` always ends with that. */
const wantsJson = (accept = ''): boolean => accept.includes('application/json') && !accept.includes('*/*');

type LinkCall = {
  request: FastifyRequest;
  reply: FastifyReply;
  respond: ((status: 302) => Responded) & ((status: 200, body: DownloadLink) => Responded);
};

/**
 * Leads to a URL of the store: by a redirect, or to those who take nothing but JSON as `{ url }`. A page needs that: it can
 * send its token only by fetch, which would follow the redirect and take the file into memory.
 */
export const respondWithLink = ({ request, reply, respond }: LinkCall, url: string): Responded => {
  reply.header('vary', 'accept');
  if (wantsJson(request.headers.accept)) return respond(200, { url });
  reply.header('location', url);
  return respond(302);
};
