import type { AudioTrack } from '@media/core';
import { layoutOf } from './channel-layout.js';

/**
 * Keeps samples within -6 dBFS, because AAC decodes to peaks up to 4.5 dB above what was encoded (measured with dense tones). Samples below
 * the limit stay as they are, and the filter compensates for its delay.
 */
const LIMITER = 'alimiter=limit=0.5:attack=20:release=500:level=0:latency=1';

/** For samples above full scale. Others stay as they are, so it is no louder than other audio after encoding. */
const OVERS_LIMITER = 'alimiter=limit=1:attack=5:release=100:level=0:latency=1';

type Mix = Pick<AudioTrack, 'channels' | 'limited'>;

/** Audio of which only some frames are mixed down is passed on in two sets of channels: first mixed frames, then all others. */
export const carriedChannels = ({ channels, limited }: Mix): number => (limited === 'mixed' ? 2 * channels : channels);

/** NUT stores no layout. These are the speakers that ffmpeg assumes for four channels, which are two sets of two here. */
const FOUR = ['FL', 'FR', 'FC', 'BC'];

/** The layout of `carriedChannels`. */
export const carriedLayout = (mix: Mix): string => {
  const carried = carriedChannels(mix);
  return carried === FOUR.length ? '4.0' : layoutOf(carried);
};

/**
 * A filter graph that converts decoded audio with the filters `convert`, which give it the channels of the track. Filters are rebuilt when the
 * channels of the source change, so `volume` knows how many a frame has. The other set is silent.
 */
export const carryMixed = (mix: Mix, convert: string): string => {
  if (mix.limited !== 'mixed') return convert;
  const { channels } = mix;
  const map = FOUR.slice(0, carriedChannels(mix)).map(
    (speaker, at) => `${Math.floor(at / channels)}.${at % channels}-${speaker}`,
  );
  return [
    'asplit[more][same]',
    `[more]volume=gt(nb_channels\\,${channels}),${convert}[mixed]`,
    `[same]volume=lte(nb_channels\\,${channels}),${convert}[direct]`,
    `[mixed][direct]join=inputs=2:channel_layout=${carriedLayout(mix)}:map=${map.join('|')}`,
  ].join(';');
};

/** A filter graph that limits the audio that was mixed down, and joins both sets. Begins with a comma. Empty if nothing is limited. */
export const limitMixed = (mix: Mix): string => {
  if (mix.limited === 'overs') return `,${OVERS_LIMITER}`;
  if (mix.limited !== 'mixed') return mix.limited ? `,${LIMITER}` : '';
  const { channels } = mix;
  const set = (first: number) =>
    `pan=${layoutOf(channels)}${[...Array(channels).keys()].map((at) => `|c${at}=c${first + at}`).join('')}`;
  return [
    ',asplit[more][same]',
    `[more]${set(0)},${LIMITER}[mixed]`,
    `[same]${set(channels)}[direct]`,
    '[mixed][direct]amix=inputs=2:normalize=0',
  ].join(';');
};
