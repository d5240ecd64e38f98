import { expect, test } from 'vitest';
import { refusalOf } from './refusal-of';

const ask = (change: Partial<Parameters<typeof refusalOf>[0]> = {}) =>
  refusalOf({ method: 'GET', url: '/videos?q=%', headers: { host: 'media.example.org:3000' }, ...change });

const STATE = encodeURIComponent(JSON.stringify(['', { children: ['videos', { children: ['__PAGE__', {}] }] }]));
const rsc = (state: string | string[]) => ({ host: 'a', rsc: '1', 'next-router-state-tree': state as string });

test('what browsers send is answered', () => {
  expect(ask()).toBeUndefined();
  expect(ask({ method: 'POST', url: '/api/videos' })).toBeUndefined();
  expect(ask({ method: 'OPTIONS', url: '*' })).toBeUndefined();
  expect(ask({ url: '/videos?q=a//b\\c' })).toBeUndefined();
  expect(ask({ headers: { host: '[::1]:3000' } })).toBeUndefined();
  expect(ask({ headers: rsc(STATE) })).toBeUndefined();
});

test.each(['TRACE', 'PROPFIND', 'QUERY', 'PURGE'])('%s is a method that this server does not have', (method) => {
  expect(ask({ method })).toMatchObject({ status: 405 });
});

test.each(['//api/videos?token=t', '/api//videos?token=t', '/api/a\\b?token=t', 'http://evil.example/videos?token=t'])(
  '%s is refused, not redirected with its query',
  (url) => {
    expect(ask({ url })).toMatchObject({ status: 400 });
  },
);

test.each(['%7B', '[', 'null', '[1,2]', '{"a":', '%E0%A4', 'x'.repeat(50_000)])(
  'a router state of %.20s is the client’s mistake',
  (state) => {
    expect(ask({ headers: rsc(state) })).toMatchObject({ status: 400 });
  },
);

test.each(['/%E0%A4%A', '/videos/%', 'http://[::1', 'http://host:99999/'])('%s is no address', (url) => {
  expect(ask({ url })).toMatchObject({ status: 400 });
});

test.each(['a b', '[::1', 'a/b', 'user@host', 'a:99999', 'a\\b'])('%s is no host', (host) => {
  expect(ask({ headers: { host } })).toMatchObject({ status: 400 });
});
