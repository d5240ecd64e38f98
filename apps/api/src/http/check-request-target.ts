import { AppError } from '@media/core';
import type { FastifyInstance } from 'fastify';
import { createAllowedMethods } from './allowed-methods.js';
import type { Route } from './route.js';

/** Rejects requests without a Host header (RFC 9112 3.2) and methods that the URL doesn't support (RFC 9110 15.5.6). */
export const checkRequestTarget = (server: FastifyInstance, routes: readonly Route[]): void => {
  const allowedMethods = createAllowedMethods(routes);
  const fixed = new Set(routes.map(({ path }) => path).filter((path) => !path.includes(':')));
  server.addHook('onRequest', async (request) => {
    const { raw, is404, method } = request;
    const { url = '' } = raw;
    if (raw.headers.host === undefined && raw.httpVersion === '1.1') {
      throw new AppError('REQUEST_MALFORMED', { reason: 'no host' });
    }
    // The router would take a fixed path with another method for a path with a parameter.
    const isChecked = is404 || fixed.has(url.split(/[?#]/, 1)[0] ?? '');
    const allow = isChecked ? allowedMethods(url) : [];
    if (allow.length > 0 && !allow.includes(method))
      throw new AppError('METHOD_NOT_ALLOWED', { allow: allow.join(', ') });
  });
};
