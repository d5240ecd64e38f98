import fastify from 'fastify';
import { expect, test } from 'vitest';
import { checkRoutes } from './check-routes.js';
import { ROUTES } from './routes.js';

const answer = async () => ({});
const withAllRoutes = () => {
  const server = fastify();
  const assertRoutes = checkRoutes(server);
  for (const { method, path } of Object.values(ROUTES)) server.route({ method, url: path, handler: answer });
  return { server, assertRoutes };
};

test('exactly the routes of the table may be served', () => {
  expect(withAllRoutes().assertRoutes).not.toThrow();
});

test('a route without a row in the table does not start', () => {
  const { server, assertRoutes } = withAllRoutes();
  server.get('/videos/:id/secret', answer);
  expect(assertRoutes).toThrow('Not in the table of routes: GET /videos/:id/secret');
});

test('a row of the table that nobody serves does not start', () => {
  const server = fastify();
  expect(checkRoutes(server)).toThrow('not handled: POST /auth/register');
});
