import { expect, test } from 'vitest';
import { hintOf, type PlayerState } from './hint-of';

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
  [{ act: 'playOrPause' }, {}, 'Paused'],
  [{ act: 'playOrPause' }, { isPaused: true }, 'Playing'],
  [{ act: 'seekBy', seconds: 10 }, {}, '+10 s'],
  [{ act: 'seekBy', seconds: -10 }, {}, '−10 s'],
  [{ act: 'seekTo', share: 0.3 }, {}, '30%'],
  [{ act: 'volumeBy', share: 0.05 }, {}, 'Volume 60%'],
  [{ act: 'volumeBy', share: 0.05 }, { volume: 0.98 }, 'Volume 100%'],
  [{ act: 'muteOrNot' }, {}, 'Muted'],
  [{ act: 'muteOrNot' }, { isMuted: true }, 'Unmuted'],
  [{ act: 'speedBy', step: 1 }, {}, '1.5×'],
  [{ act: 'captionsOrNot' }, {}, 'Captions on'],
  [{ act: 'captionsOrNot' }, { captions: 'none' }, 'No captions'],
  [{ act: 'fullScreenOrNot' }, {}, 'Full screen'],
] as const)('%j shows what it has done', (action, change, hint) => {
  expect(hintOf(action, { ...STATE, ...change })).toBe(hint);
});

test('a key that can do nothing shows nothing', () => {
  expect(hintOf({ act: 'seekBy', seconds: 10 }, { ...STATE, canSeek: false })).toBeUndefined();
  expect(hintOf({ act: 'help' }, STATE)).toBeUndefined();
});
