import { expect, test } from 'vitest';
import { type PlayerState, shortcutHint } from './shortcut-hint';

const STATE: PlayerState = {
  isPaused: false,
  canSeek: true,
  isMuted: false,
  volume: 0.55,
  speed: 1.25,
  captions: 'off',
  isFullScreen: false,
  isPictureInPicture: false,
};

test.each([
  [{ act: 'togglePlay' }, {}, 'Paused'],
  [{ act: 'togglePlay' }, { isPaused: true }, 'Playing'],
  [{ act: 'seekBy', seconds: 10 }, {}, '+10 s'],
  [{ act: 'seekBy', seconds: -10 }, {}, '−10 s'],
  [{ act: 'seekTo', share: 0.3 }, {}, '30%'],
  [{ act: 'volumeBy', share: 0.05 }, {}, 'Volume 60%'],
  [{ act: 'volumeBy', share: 0.05 }, { volume: 0.98 }, 'Volume 100%'],
  [{ act: 'toggleMute' }, {}, 'Muted'],
  [{ act: 'toggleMute' }, { isMuted: true }, 'Unmuted'],
  [{ act: 'speedBy', step: 1 }, {}, '1.5×'],
  [{ act: 'toggleCaptions' }, {}, 'Captions on'],
  [{ act: 'toggleCaptions' }, { captions: 'none' }, 'No captions'],
  [{ act: 'toggleFullScreen' }, {}, 'Full screen'],
] as const)('%j with %j shows “%s”', (action, change, hint) => {
  expect(shortcutHint(action, { ...STATE, ...change })).toBe(hint);
});

test('a key without effect shows no hint', () => {
  expect(shortcutHint({ act: 'seekBy', seconds: 10 }, { ...STATE, canSeek: false })).toBeUndefined();
  expect(shortcutHint({ act: 'help' }, STATE)).toBeUndefined();
});
