import type { ShareView } from '@media/sdk';
import { expect, test } from 'vitest';
import { formatDateTime } from '../../../../format/format-time';
import { isExpired, shareFacts } from './share-facts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const SHARE: ShareView = {
  ...{
    id: 's1' as ShareView['id'],
    url: 'https://media.example.org/s#token',
    hasPassword: false,
    allowDownload: false,
  },
  ...{ expiresAt: null, createdAt: '2026-11-20T11:00:00Z' },
};
const facts = (share: Partial<ShareView>) => shareFacts({ ...SHARE, ...share }, NOW).slice(0, -1);

test('says what a link requires and allows', () => {
  expect(facts({})).toEqual(['No password', 'Never expires']);
  expect(facts({ hasPassword: true, allowDownload: true })).toEqual(['Password', 'Download', 'Never expires']);
  expect(shareFacts(SHARE, NOW).at(-1)).toMatch(/^created /);
});

test('says when a link ends, or that it has ended', () => {
  const expiresAt = '2026-11-27T12:00:00Z';
  expect(facts({ expiresAt })).toEqual(['No password', `Expires ${formatDateTime(expiresAt)}`]);
  expect(isExpired({ expiresAt }, NOW)).toBe(false);
  expect(facts({ expiresAt: '2026-11-19T12:00:00Z' }).at(-1)).toMatch(/^Expired /);
  expect(isExpired({ expiresAt: '2026-11-20T12:00:00Z' }, NOW)).toBe(true);
});
