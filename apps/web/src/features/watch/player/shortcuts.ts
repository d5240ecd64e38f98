export type Toggle = 'toggleMute' | 'toggleFullScreen' | 'togglePictureInPicture' | 'toggleCaptions';

export type Action =
  | { act: 'togglePlay' | Toggle }
  | { act: 'help' }
  | { act: 'seekBy'; seconds: number }
  /** A fraction of the duration, 0 to 1. */
  | { act: 'seekTo'; share: number }
  | { act: 'volumeBy'; share: number }
  | { act: 'speedBy'; step: 1 | -1 };

/** Where the keyboard focus is. */
export type Focus = 'page' | 'player' | 'button' | 'slider' | 'elsewhere';

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

const SEEK_SECONDS = 10;
const VOLUME_SHARE = 0.05;

const ACTIONS: Record<string, Action> = {
  ' ': { act: 'togglePlay' },
  k: { act: 'togglePlay' },
  m: { act: 'toggleMute' },
  f: { act: 'toggleFullScreen' },
  p: { act: 'togglePictureInPicture' },
  c: { act: 'toggleCaptions' },
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

/** Keys that the focused element handles itself. */
const OWN_KEYS: Record<Focus, readonly string[]> = {
  page: [],
  player: [],
  button: [' '],
  slider: ['arrowleft', 'arrowright', 'arrowup', 'arrowdown'],
  elsewhere: [],
};

/** The action of a key; undefined if it has none there. */
export const actionOf = ({ key, shiftKey, ctrlKey, altKey, metaKey }: Pressed, focus: Focus): Action | undefined => {
  const name = key.toLowerCase();
  if (ctrlKey || altKey || metaKey || focus === 'elsewhere' || OWN_KEYS[focus].includes(name)) return undefined;
  // Shift with one of these scrolls or selects.
  if (shiftKey && (name === ' ' || name.startsWith('arrow'))) return undefined;
  if (/^\d$/.test(name)) return { act: 'seekTo', share: Number(name) / 10 };
  return ACTIONS[name];
};

/** Whether a held key repeats its action. A toggle would flicker. */
export const repeats = ({ act }: Action): boolean => act === 'seekBy' || act === 'volumeBy' || act === 'speedBy';

export const volumeAfter = (volume: number, share: number): number => Math.min(1, Math.max(0, volume + share));

export const SHORTCUTS: readonly { keys: readonly string[]; action: string }[] = [
  { keys: ['Space', 'k'], action: 'Play or pause' },
  { keys: ['←', 'j'], action: `Back ${SEEK_SECONDS} seconds` },
  { keys: ['→', 'l'], action: `Forward ${SEEK_SECONDS} seconds` },
  { keys: ['0', '…', '9'], action: 'Jump to 0% … 90%' },
  { keys: ['↑', '↓'], action: 'Volume up or down' },
  { keys: ['m'], action: 'Mute or unmute' },
  { keys: ['<', '>'], action: 'Slower or faster' },
  { keys: ['c'], action: 'Captions on or off' },
  { keys: ['p'], action: 'Picture in picture' },
  { keys: ['f'], action: 'Full screen' },
  { keys: ['?'], action: 'Show keyboard shortcuts' },
];

export const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The next speed up or down, within SPEEDS. */
export const speedAfter = (speed: number, step: 1 | -1): number => {
  const next = step > 0 ? SPEEDS.find((other) => other > speed) : SPEEDS.findLast((other) => other < speed);
  return next ?? speed;
};
