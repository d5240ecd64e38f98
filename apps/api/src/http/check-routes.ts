import type { FastifyInstance } from 'fastify';
import { ROUTES } from './routes.js';

const nameOf = (method: string, path: string): string => `${method} ${path}`;

/**
 * Watches what is registered. The function it returns throws unless that is exactly the table of routes: a route with no
 * row there has nobody who says who may call it. HEAD runs the handler of GET, and comes with it; OPTIONS answers browsers'
 * questions about origins and runs no handler of ours.
 */
export const checkRoutes = (server: FastifyInstance): (() => void) => {
  const registered = new Set<string>();
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'OPTIONS') registered.add(nameOf(one, url));
  });
  return () => {
    const listed = new Set(
      Object.values(ROUTES).flatMap(({ method, path }) => [
        nameOf(method, path),
        ...(method === 'GET' ? [nameOf('HEAD', path)] : []),
      ]),
    );
    const unlisted = [...registered].filter((route) => !listed.has(route));
    const unhandled = [...listed].filter((route) => !registered.has(route));
    if (unlisted.length > 0) throw new Error(`Not in the table of routes: ${unlisted.join(', ')}`);
    if (unhandled.length > 0) throw new Error(`In the table of routes but not handled: ${unhandled.join(', ')}`);
  };
};
