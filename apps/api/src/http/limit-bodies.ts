import type { FastifyInstance } from 'fastify';
import type { Route } from './route.js';

/** Applies `maxBodyBytes` of routes. Fastify reads no more of a request. */
export const limitBodies = (
  server: FastifyInstance,
  routes: readonly Pick<Route, 'method' | 'path' | 'maxBodyBytes'>[],
): void => {
  server.addHook('onRoute', (registered) => {
    const route = routes.find(
      ({ method, path }) => path === registered.url && [registered.method].flat().includes(method),
    );
    if (route?.maxBodyBytes !== undefined) registered.bodyLimit = route.maxBodyBytes;
  });
};
