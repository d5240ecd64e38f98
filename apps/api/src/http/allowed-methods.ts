import type { Route } from './route.js';

const ESCAPED = /[.*+?^${}()|[\]\\]/g;

/** Matches paths like the router: a parameter is one segment, or the part of a segment before a suffix. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(ESCAPED, '\\$&').replace(/:\w+/g, '[^/]+?')}$`);

/** Returns the methods that a URL supports, for the `Allow` header (RFC 9110 10.2.1). Empty if no route matches. */
export const createAllowedMethods = (
  routes: readonly Pick<Route, 'method' | 'path'>[],
): ((url: string) => string[]) => {
  const table = routes.map(({ method, path }) => ({ method, path, pattern: patternOf(path) }));
  return (url) => {
    const [path = ''] = url.split(/[?#]/, 1);
    // A path without parameters, such as /videos/bulk, isn't also one with a parameter.
    const fixed = table.filter((route) => route.path === path);
    const matching = fixed.length > 0 ? fixed : table.filter(({ pattern }) => pattern.test(path));
    const found = matching.map(({ method }) => method);
    if (found.length === 0) return [];
    const methods = new Set<string>([...found, ...(found.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
    return [...methods].sort();
  };
};
