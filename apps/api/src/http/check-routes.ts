import type { FastifyInstance } from 'fastify';
import type { Route } from './route.js';

type Address = Pick<Route, 'method' | 'path'>;

const nameOf = (method: string, path: string): string => `${method} ${path}`;

/**
 * Watches what is registered. The function it returns throws unless that is exactly the given routes: an address that is bound in
 * another way, such as by `@Get` or a plugin, has nobody who says who can call it. HEAD runs the handler of GET, and comes with
 * it; OPTIONS answers browsers' questions about origins and runs no handler of ours.
 */
export const checkRoutes = (server: FastifyInstance): ((routes: readonly Address[]) => void) => {
  const registered = new Set<string>();
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'OPTIONS') registered.add(nameOf(one, url));
  });
  return (routes) => {
    const declared = new Set(
      routes.flatMap(({ method, path }) => [nameOf(method, path), ...(method === 'GET' ? [nameOf('HEAD', path)] : [])]),
    );
    const undeclared = [...registered].filter((route) => !declared.has(route));
    const unhandled = [...declared].filter((route) => !registered.has(route));
    if (undeclared.length > 0) throw new Error(`Served but not declared by @Handles: ${undeclared.join(', ')}`);
    if (unhandled.length > 0) throw new Error(`Declared but not served: ${unhandled.join(', ')}`);
  };
};
