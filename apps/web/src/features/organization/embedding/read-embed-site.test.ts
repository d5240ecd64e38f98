import { UpdateOrganizationRequest } from '@media/contracts';
import { expect, test } from 'vitest';
import { readEmbedSite } from './read-embed-site';

test.each([
  ['example.com', 'example.com'],
  ['  Example.COM ', 'example.com'],
  ['*.example.com', '*.example.com'],
  ['https://www.example.com/blog/post?id=1#top', 'www.example.com'],
  ['http://localhost:8080', 'localhost:8080'],
  ['https://*.example.com/', '*.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
])('%s is the site %s, which the API accepts', (entered, site) => {
  expect(readEmbedSite(entered, [])).toEqual({ site });
  expect(UpdateOrganizationRequest.parse({ embedDomains: [site] }).embedDomains).toEqual([site]);
});

test.each(['', '  ', '*', '*.', 'exa mple.com', 'a.*.example.com', 'ftp://example.com', 'ada:pw@example.com', '[::1]'])(
  '“%s” is none',
  (entered) => {
    expect(readEmbedSite(entered, [])).toEqual({ problem: expect.stringMatching(/^Enter a host such as/) });
  },
);

test('a site is listed once', () => {
  const listed = ['example.com'];
  expect(readEmbedSite('https://EXAMPLE.com', listed)).toEqual({ problem: 'example.com is in the list already.' });
  expect(readEmbedSite('*.example.com', listed)).toEqual({ site: '*.example.com' });
});
