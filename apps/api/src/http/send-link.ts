import type { FastifyReply } from 'fastify';

/** Who takes anything is led there; so are browsers, whose `Accept` always ends with that. */
const wantsJson = (accept = ''): boolean => accept.includes('application/json') && !accept.includes('*/*');

/**
 * Leads to a URL of the store: by a redirect, or to those who take nothing but JSON as `{ url }`. A page needs that: it can
 * send its token only by fetch, which would follow the redirect and take the file into memory.
 */
export const sendLink = async (reply: FastifyReply, url: string): Promise<void> => {
  reply.header('vary', 'accept');
  if (wantsJson(reply.request.headers.accept)) await reply.status(200).send({ url });
  else await reply.redirect(url, 302);
};
