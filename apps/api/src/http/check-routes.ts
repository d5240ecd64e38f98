import type { FastifyInstance } from 'fastify';
import type { Route } from './route.js';

type Address = Pick<Route, 'method' | 'path'>;

const nameOf = (method: string, path: string): string => `${method} ${path}`;

/**
 * Records all registered routes. Returns a function that throws unless they are exactly the declared ones: a route added in another
 * way, such as by `@Get` or a plugin, would bypass access control. HEAD is registered along with GET and runs its handler. OPTIONS
 * is ignored: it only serves CORS preflights.
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
