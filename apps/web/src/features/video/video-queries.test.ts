import { expect, test } from 'vitest';
import { videoKeys } from './video-queries';

test('every key contains its organization and matches no other', () => {
  const [home, team] = [videoKeys('home'), videoKeys('team')];
  const keysOf = (keys: typeof home) => [
    ...[keys.lists, keys.videos, keys.allJobs],
    ...[keys.list({ q: 'a' }), keys.video('v'), keys.jobs('v'), keys.playback('v')],
  ];
  for (const key of keysOf(home)) {
    expect(key).toContain('home');
    expect(team.kindOf(key)).toBeUndefined();
  }
  expect([home.list({}), home.video('v'), home.jobs('v'), home.playback('v')].map(home.kindOf)).toEqual([
    ...['list', 'video', 'jobs', undefined],
  ]);
});
