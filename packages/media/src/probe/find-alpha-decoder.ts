import type { AlphaDecoder, VideoStream } from '@media/core';
import { GLOBAL_GUARDS, guardedInput } from '../argv/input-guards.js';

const DECODERS: Readonly<Record<string, AlphaDecoder>> = { vp8: 'libvpx', vp9: 'libvpx-vp9' };

/** These decoders support transparency only with 8-bit 4:2:0. */
const OPAQUE = 'yuv420p';
const TRANSPARENT = 'yuva420p';

const tryDecoderArgs = (input: string, streamIndex: number, decoder: AlphaDecoder): string[] => [
  ...GLOBAL_GUARDS,
  ...[`-c:${streamIndex}`, decoder],
  ...guardedInput(input),
  ...['-map', `0:${streamIndex}`, '-frames:v', '1', '-f', 'null', '-'],
];

/**
 * The decoder for video with separate transparency, and the pixel format that it decodes to. Empty if the video has none, or if this ffmpeg
 * lacks the decoder: then the colors of transparent pixels are shown. `decodes`: whether ffmpeg succeeds with this argv.
 */
export const findAlphaDecoder = async (
  decodes: (argv: string[]) => Promise<boolean>,
  input: string,
  { codec, pixelFormat, separateAlpha, streamIndex }: VideoStream,
): Promise<Pick<VideoStream, 'decoder' | 'pixelFormat'>> => {
  const decoder = DECODERS[codec];
  if (!separateAlpha || pixelFormat !== OPAQUE || !decoder) return {};
  return (await decodes(tryDecoderArgs(input, streamIndex, decoder))) ? { decoder, pixelFormat: TRANSPARENT } : {};
};
