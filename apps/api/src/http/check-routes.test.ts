import fastify from 'fastify';
import { expect, test } from 'vitest';
import { checkRoutes } from './check-routes.js';

const ROUTES = [
  { method: 'GET', path: '/things/:id' },
  { method: 'POST', path: '/things' },
] as const;

const handler = async () => ({});
const withAllRoutes = () => {
  const server = fastify();
  const assertRoutes = checkRoutes(server);
  for (const { method, path } of ROUTES) server.route({ method, url: path, handler });
  return { server, assertRoutes: () => assertRoutes(ROUTES) };
};

test('a server with exactly the declared routes passes', () => {
  expect(withAllRoutes().assertRoutes).not.toThrow();
});

test('an undeclared route throws', () => {
  const { server, assertRoutes } = withAllRoutes();
  server.get('/things/:id/secret', handler);
  expect(assertRoutes).toThrow('Served but not declared by @Handles: GET /things/:id/secret');
});

test('a declared route without a handler throws', () => {
  const assertRoutes = checkRoutes(fastify());
  expect(() => assertRoutes(ROUTES)).toThrow('Declared but not served: GET /things/:id');
});
