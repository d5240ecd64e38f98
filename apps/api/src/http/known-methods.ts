import { ROUTES, type Route } from './routes.js';

const ESCAPED = /[.*+?^${}()|[\]\\]/g;

/** As the router reads a path of the table: a parameter is one segment, or the part of one before what follows. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(ESCAPED, '\\$&').replace(/:\w+/g, '[^/]+?')}$`);

const TABLE = Object.values<Route>(ROUTES).map(({ method, path }) => ({ method, pattern: patternOf(path) }));

/** What an address takes, whoever asks (RFC 9110 10.2.1); nothing for one that leads nowhere. */
export const knownMethods = (url: string): string[] => {
  const [path = ''] = url.split(/[?#]/, 1);
  const found = TABLE.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  if (found.length === 0) return [];
  const methods = new Set<string>([...found, ...(found.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
  return [...methods].sort();
};
