import type { Limited } from './plan.js';
import type { AudioStream } from './source-probe.js';

export type AudioMix = {
  /** The mix of an ffmpeg `pan` filter, for channels that ffmpeg can't mix by itself. Absent otherwise. */
  pan?: string;
  /** Absent if nothing is mixed. */
  limited?: Limited;
};

export type PlannedMix = {
  channels: number;
  mix: AudioMix;
  /** Whether it is unknown where the channels belong, so that their order decides. */
  guessed: boolean;
};

const HALF_POWER = Math.SQRT1_2;
/** Speakers in ffmpeg's order, with their share in the left and the right channel. Low frequency effects are left out, as in broadcasts. */
const SPEAKERS: readonly (readonly [name: string, left: number, right: number])[] = [
  ...([
    ['FL', 1, 0],
    ['FR', 0, 1],
    ['FC', HALF_POWER, HALF_POWER],
    ['LFE', 0, 0],
  ] as const),
  ...([
    ['BL', HALF_POWER, 0],
    ['BR', 0, HALF_POWER],
    ['FLC', 1, 0],
    ['FRC', 0, 1],
    ['BC', 0.5, 0.5],
  ] as const),
  ...([
    ['SL', HALF_POWER, 0],
    ['SR', 0, HALF_POWER],
    ['TC', 0.5, 0.5],
    ['TFL', HALF_POWER, 0],
  ] as const),
  ...([
    ['TFC', 0.5, 0.5],
    ['TFR', 0, HALF_POWER],
    ['TBL', HALF_POWER, 0],
    ['TBC', 0.5, 0.5],
  ] as const),
  ...([['TBR', 0, HALF_POWER]] as const),
];
const NAMES = SPEAKERS.map(([name]) => name);
const PAIRS = [
  ['FL', 'FR'],
  ['SL', 'SR'],
  ['BL', 'BR'],
  ['FLC', 'FRC'],
] as const;
/** For up to this many channels without a layout, ffmpeg has a usual one. */
const MAX_USUAL_CHANNELS = 8;
/** Codecs of broadcasts and films, whose number of channels can change between programs. */
const CHANGING = new Set(['ac3', 'eac3', 'dts', 'truehd', 'mlp']);

/**
 * How a track gets the channels that a recipe allows. ffmpeg mixes every layout with front speakers and whole pairs. It refuses others,
 * and channels without a layout.
 */
export const planMix = (
  audio: Pick<AudioStream, 'channels' | 'layout' | 'codec' | 'sampleFormat'>,
  maxChannels: number,
): PlannedMix => {
  const { channels, layout } = audio;
  const planned = Math.max(1, Math.min(channels, maxChannels));
  const known = layout !== undefined && layout !== 'unknown' && !/^\d+ channels$/.test(layout) ? layout : undefined;
  const byOrder = {
    channels: Math.min(2, planned),
    mix: { pan: panByOrder(channels), limited: 'all' },
    guessed: true,
  } as const;
  const limited = limitedOf(audio, channels > planned);
  if (known === undefined) {
    if (channels > MAX_USUAL_CHANNELS) return byOrder;
    return { channels: planned, mix: limited, guessed: channels > 2 };
  }
  if (known.startsWith('ambisonic'))
    return { channels: 2, mix: { pan: AMBISONIC_PAN, limited: 'all' }, guessed: false };
  const names = /\(([A-Z]+(?:\+[A-Z]+)+)\)$/.exec(known)?.[1]?.split('+');
  if (!names || isMixable(names)) return { channels: planned, mix: limited, guessed: false };
  const pan = panBySpeaker(names);
  return pan === undefined ? byOrder : { channels: 2, mix: { pan, limited: 'all' }, guessed: false };
};

const limitedOf = (
  { codec, sampleFormat = '' }: Pick<AudioStream, 'codec' | 'sampleFormat'>,
  isMixed: boolean,
): Pick<AudioMix, 'limited'> => {
  if (CHANGING.has(codec)) return { limited: 'mixed' };
  if (isMixed) return { limited: 'all' };
  return isFloat(codec, sampleFormat) ? { limited: 'overs' } : {};
};

/** Whether the file stores floats. All lossy codecs are decoded to floats, but exceed full scale only a little. */
const isFloat = (codec: string, sampleFormat: string): boolean =>
  codec.startsWith('pcm_f') || (codec === 'wavpack' && sampleFormat.startsWith('flt'));

/** What swresample's matrix accepts (`sane_layout`): native order, a front speaker, and no half pairs. */
const isMixable = (names: readonly string[]): boolean => {
  const places = names.map((name) => NAMES.indexOf(name));
  const isOrdered = places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
  const hasFront = ['FL', 'FR', 'FC'].some((name) => names.includes(name));
  return isOrdered && hasFront && PAIRS.every(([left, right]) => names.includes(left) === names.includes(right));
};

/** First-order ambisonics (AmbiX: W, Y, Z, X) as two cardioid microphones that point left and right. */
const AMBISONIC_PAN = 'stereo|c0=0.5*c0+0.5*c1|c1=0.5*c0-0.5*c1';

/** Odd channels left and even ones right, at equal power: recorders number their inputs in pairs. */
const panByOrder = (channels: number): string => {
  const all = [...Array(channels).keys()];
  return panOf(
    all.map((index) => (index % 2 === 0 ? [1, 0] : [0, 1])),
    Math.sqrt(Math.ceil(channels / 2)),
  );
};

/** Undefined if a speaker is unknown. A side without any speaker gets the same as the other one. */
const panBySpeaker = (names: readonly string[]): string | undefined => {
  const gains = names.map((name) => SPEAKERS[NAMES.indexOf(name)]);
  if (!gains.every((gain) => gain !== undefined)) return undefined;
  const pairs = gains.map(([, left, right]) => [left, right] as const);
  const isBothSided = [0, 1].every((side) => pairs.some((pair) => pair[side] !== 0));
  const both = pairs.map(([left, right]) => [Math.max(left, right), Math.max(left, right)] as const);
  const used = isBothSided ? pairs : both;
  return used.some(([left]) => left > 0) ? panOf(used, 1) : undefined;
};

const panOf = (gains: readonly (readonly [number, number])[] | number[][], divisor: number): string => {
  const side = (at: number): string =>
    gains
      .flatMap((gain, index) => ((gain[at] ?? 0) > 0 ? [`${((gain[at] ?? 0) / divisor).toFixed(4)}*c${index}`] : []))
      .join('+');
  return `stereo|c0=${side(0)}|c1=${side(1)}`;
};
