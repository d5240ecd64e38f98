/** What is on or off. */
export type Switch = 'muteOrNot' | 'fullScreenOrNot' | 'pictureInPictureOrNot' | 'captionsOrNot';

/** What a key does to the player. */
export type Action =
  | { act: 'playOrPause' | Switch }
  | { act: 'help' }
  | { act: 'seekBy'; seconds: number }
  /** A share of the whole, 0 to 1. */
  | { act: 'seekTo'; share: number }
  | { act: 'volumeBy'; share: number }
  | { act: 'speedBy'; step: 1 | -1 };

/** Where the keyboard is: what a thing does with a key of its own comes first. */
export type Focus = 'page' | 'player' | 'button' | 'slider' | 'elsewhere';

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const SEEK_SECONDS = 10;
const VOLUME_SHARE = 0.05;

const ACTIONS: Record<string, Action> = {
  ' ': { act: 'playOrPause' },
  k: { act: 'playOrPause' },
  m: { act: 'muteOrNot' },
  f: { act: 'fullScreenOrNot' },
  p: { act: 'pictureInPictureOrNot' },
  c: { act: 'captionsOrNot' },
  j: { act: 'seekBy', seconds: -SEEK_SECONDS },
  l: { act: 'seekBy', seconds: SEEK_SECONDS },
  arrowleft: { act: 'seekBy', seconds: -SEEK_SECONDS },
  arrowright: { act: 'seekBy', seconds: SEEK_SECONDS },
  arrowup: { act: 'volumeBy', share: VOLUME_SHARE },
  arrowdown: { act: 'volumeBy', share: -VOLUME_SHARE },
  '<': { act: 'speedBy', step: -1 },
  '>': { act: 'speedBy', step: 1 },
  '?': { act: 'help' },
};

/** Keys that the focused thing uses itself: a button is pressed, a slider moved. */
const OWN_KEYS: Record<Focus, readonly string[]> = {
  page: [],
  player: [],
  button: [' '],
  slider: ['arrowleft', 'arrowright', 'arrowup', 'arrowdown'],
  elsewhere: [],
};

/** The action of a key, if it has one where the keyboard is. */
export const actionOf = ({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed, focus: Focus): Action | undefined => {
  const name = key.toLowerCase();
  if (ctrlKey || altKey || metaKey || focus === 'elsewhere' || OWN_KEYS[focus].includes(name)) return undefined;
  // Shift with one of these scrolls or selects.
  if (shiftKey && (name === ' ' || name.startsWith('arrow'))) return undefined;
  if (/^\d$/.test(name)) return { act: 'seekTo', share: Number(name) / 10 };
  return ACTIONS[name];
};

/** Whether a key that is held down acts again and again: what is on or off would flicker. */
export const repeats = ({ act }: Action): boolean => act === 'seekBy' || act === 'volumeBy' || act === 'speedBy';

export const volumeAfter = (volume: number, share: number): number => Math.min(1, Math.max(0, volume + share));

/** What the help tells of, in its order. */
export const SHORTCUTS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['Space', 'k'], does: 'Play or pause' },
  { keys: ['←', 'j'], does: `Back ${SEEK_SECONDS} seconds` },
  { keys: ['→', 'l'], does: `Forward ${SEEK_SECONDS} seconds` },
  { keys: ['0', '…', '9'], does: 'Go to 0 % … 90 %' },
  { keys: ['↑', '↓'], does: 'Louder, quieter' },
  { keys: ['m'], does: 'Mute or unmute' },
  { keys: ['<', '>'], does: 'Slower, faster' },
  { keys: ['c'], does: 'Captions, where there are any' },
  { keys: ['p'], does: 'Picture in picture' },
  { keys: ['f'], does: 'Full screen' },
  { keys: ['?'], does: 'This help' },
];

export const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The next speed up or down; the fastest and the slowest stay. */
export const speedAfter = (speed: number, step: 1 | -1): number => {
  const next = step > 0 ? SPEEDS.find((other) => other > speed) : SPEEDS.findLast((other) => other < speed);
  return next ?? speed;
};
