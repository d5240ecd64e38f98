import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { linkBase } from './link-base.js';

const config = { publicUrl: 'https://video.example.org' };
const base = (headers: Record<string, string>) => linkBase(config, { headers } as unknown as FastifyRequest);

test('requests through the web app get links to the web app', () => {
  expect(base({ host: '127.0.0.1:3001', 'x-forwarded-for': '198.51.100.1' })).toBe('https://video.example.org/api');
});

test('direct requests get links to the host they used', () => {
  expect(base({ host: '127.0.0.1:3001' })).toBe('http://127.0.0.1:3001');
  expect(base({ host: '[::1]:3001' })).toBe('http://[::1]:3001');
});

test.each(['evil.example/path', 'a@b', 'x"y', ''])('the invalid host %j is not used in links', (host) => {
  expect(base({ host })).toBe('https://video.example.org/api');
});
