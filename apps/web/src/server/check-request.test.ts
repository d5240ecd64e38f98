import { expect, test } from 'vitest';
import { checkRequest } from './check-request';

const check = (change: Partial<Parameters<typeof checkRequest>[0]> = {}) =>
  checkRequest({ method: 'GET', url: '/videos?q=%', headers: { host: 'media.example.org:3000' }, ...change });

const STATE = encodeURIComponent(JSON.stringify(['', { children: ['videos', { children: ['__PAGE__', {}] }] }]));
const rsc = (state: string | string[]) => ({ host: 'a', rsc: '1', 'next-router-state-tree': state as string });

test('accepts what browsers send', () => {
  expect(check()).toBeUndefined();
  expect(check({ method: 'POST', url: '/api/videos' })).toBeUndefined();
  expect(check({ method: 'OPTIONS', url: '*' })).toBeUndefined();
  expect(check({ url: '/videos?q=a//b\\c' })).toBeUndefined();
  expect(check({ headers: { host: '[::1]:3000' } })).toBeUndefined();
  expect(check({ headers: rsc(STATE) })).toBeUndefined();
});

test.each(['TRACE', 'PROPFIND', 'QUERY', 'PURGE'])('rejects the method %s', (method) => {
  expect(check({ method })).toMatchObject({ status: 405 });
});

test.each(['//api/videos?token=t', '/api//videos?token=t', '/api/a\\b?token=t', 'http://evil.example/videos?token=t'])(
  'rejects %s instead of redirecting it with its query',
  (url) => {
    expect(check({ url })).toMatchObject({ status: 400 });
  },
);

test.each(['%7B', '[', 'null', '[1,2]', '{"a":', '%E0%A4', 'x'.repeat(50_000)])(
  'rejects the router state %.20s',
  (state) => {
    expect(check({ headers: rsc(state) })).toMatchObject({ status: 400 });
  },
);

test.each(['/%E0%A4%A', '/videos/%', 'http://[::1', 'http://host:99999/'])('rejects the URL %s', (url) => {
  expect(check({ url })).toMatchObject({ status: 400 });
});

test.each(['a b', '[::1', 'a/b', 'user@host', 'a:99999', 'a\\b'])('rejects the host %s', (host) => {
  expect(check({ headers: { host } })).toMatchObject({ status: 400 });
});
