import type { ShareView, VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { formatDateTime } from '../../../../format/format-time';
import { embedSources } from './embed-sources';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const LATER = '2026-11-27T12:00:00Z';
const SHARE: ShareView = {
  ...{ id: 's1' as ShareView['id'], url: 'https://other.example/s#secret', hasPassword: false, allowDownload: false },
  ...{ expiresAt: null, createdAt: '2026-11-20T11:00:00Z' },
};
const sources = (visibility: VideoView['visibility'], shares: ShareView[] = [], token?: string) =>
  embedSources(
    {
      origin: 'https://media.example.org',
      video: { id: 'v1' as VideoView['id'], visibility },
      shares,
      token: token === undefined ? undefined : { token, expiresAt: LATER },
    },
    NOW,
  );

test('an unlisted or public video is embedded without a token', () => {
  const [source] = sources('unlisted', [], 't');
  expect(source).toMatchObject({ label: 'Unlisted video', address: 'https://media.example.org/embed/v1' });
  expect(sources('public', [], 't')).toHaveLength(1);
});

test('a share link embeds a private video, with the token in the fragment, and says who can watch', () => {
  const locked = { ...SHARE, id: 's2' as ShareView['id'], hasPassword: true, allowDownload: true, expiresAt: LATER };
  const [open, protectedOne] = sources('private', [SHARE, locked]);
  expect(open).toMatchObject({
    address: 'https://media.example.org/embed/s/s1#secret',
    text: 'Everybody who sees the page can watch, until you revoke the link.',
  });
  expect(protectedOne?.text).toBe(
    `Everybody who sees the page and knows the password can watch and download the video, until ${formatDateTime(LATER)}.`,
  );
});

test('links that have expired or cannot be shown again are left out', () => {
  const expired = { ...SHARE, expiresAt: '2026-11-19T12:00:00Z' };
  expect(sources('private', [expired, { ...SHARE, url: null }])).toEqual([]);
});

test('a private video can be tried with a token, after its links', () => {
  const [link, trial] = sources('private', [SHARE], 'a.b');
  expect([link?.id, trial?.id]).toEqual(['s1', 'token']);
  expect(trial).toMatchObject({ address: 'https://media.example.org/embed/v1?token=a.b' });
  expect(trial?.text).toContain(`Until ${formatDateTime(LATER)}, everybody who sees the page`);
});
