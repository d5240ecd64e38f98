import type { Route } from './route.js';

const ESCAPED = /[.*+?^${}()|[\]\\]/g;

/** As the router reads the path of a route: a parameter is one segment, or the part of one before what follows. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(ESCAPED, '\\$&').replace(/:\w+/g, '[^/]+?')}$`);

/** Says what an address takes, whoever asks (RFC 9110 10.2.1); nothing for one that leads nowhere. */
export const createAllowedMethods = (
  routes: readonly Pick<Route, 'method' | 'path'>[],
): ((url: string) => string[]) => {
  const table = routes.map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return (url) => {
    const [path = ''] = url.split(/[?#]/, 1);
    const found = table.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (found.length === 0) return [];
    const methods = new Set<string>([...found, ...(found.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
    return [...methods].sort();
  };
};
