import { createReadStream } from 'node:fs';
import { AppError, AUDIO_SAMPLE_RATE_HZ, type FailureReason, type SourceProbe } from '@media/core';
import { GLOBAL_GUARDS, guardedRange } from '../argv/input-guards.js';
import { findMarkers } from './find-markers.js';
import { audioTreatments } from './track-treatment.js';

/** RFC 9639 8: the signature, and the header of the first metadata block, STREAMINFO, of 34 bytes. */
const SIGNATURE = Buffer.from('fLaC');
const STREAMINFO_HEADER = Buffer.from([0, 0, 34]);
/** Of STREAMINFO, after 10 bytes: 20 bits of sample rate, and 3 bits of channels minus one. */
const CHANNELS_AT = 20;
/** All parts are opened at once. */
const MAX_PARTS = 50;

/** A FLAC stream within a file. `start`: its first byte. */
export type FlacPart = { start: number; channels: number };

/** The FLAC streams in the chunks of a file. */
export const flacPartsOf = async (chunks: AsyncIterable<Buffer>): Promise<FlacPart[]> => {
  const parts: FlacPart[] = [];
  for await (const { offset, data } of findMarkers(chunks, SIGNATURE, CHANNELS_AT + 1)) {
    // The bit before the type marks the last block.
    const isStreaminfo = ((data[4] ?? 1) & 0x7f) === 0 && STREAMINFO_HEADER.equals(data.subarray(5, 8));
    if (isStreaminfo) parts.push({ start: offset, channels: (((data[CHANNELS_AT] ?? 0) >> 1) & 7) + 1 });
  }
  return parts;
};

/** The parts of a source that consists of several FLAC files. Empty for any other source. */
export const joinedFlacParts = async (
  path: string,
  { container }: Pick<SourceProbe, 'container'>,
): Promise<FlacPart[]> => {
  const parts = container === 'flac' ? await flacPartsOf(createReadStream(path) as AsyncIterable<Buffer>) : [];
  return parts.length > 1 ? parts : [];
};

/**
 * Argv that decodes FLAC files that were joined byte by byte, and stores them one after another. FFmpeg's own demuxer would read their frames as
 * those of one stream, and repeat or lose some where the parts meet.
 * @throws AppError SOURCE_UNSUPPORTED if there are too many parts
 */
export const joinFlacArgs = (
  input: string,
  { audios, container, sizeBytes }: SourceProbe,
  parts: readonly FlacPart[],
  output: string,
): string[] => {
  const [audio] = audios;
  if (!audio || parts.length > MAX_PARTS)
    throw new AppError('SOURCE_UNSUPPORTED', { reason: { code: 'TIMES_START_OVER' } satisfies FailureReason });
  const channels = Math.max(...parts.map((part) => part.channels));
  const layout = channels > 2 ? '5.1' : channels > 1 ? 'stereo' : 'mono';
  const converted = parts.map(
    (_, index) => `[${index}:a:0]aresample=${AUDIO_SAMPLE_RATE_HZ},aformat=channel_layouts=${layout}[part${index}]`,
  );
  const labels = parts.map((_, index) => `[part${index}]`).join('');
  return [
    ...GLOBAL_GUARDS,
    ...parts.flatMap(({ start }, index) => guardedRange(input, { start, end: parts[index + 1]?.start ?? sizeBytes })),
    ...['-filter_complex', [...converted, `${labels}concat=n=${parts.length}:v=0:a=1[joined]`].join(';')],
    ...[
      '-map',
      '[joined]',
      ...audioTreatments({ audios: [audio], container }, new Map([[audio.streamIndex, channels]])),
    ],
    ...['-fflags', '+bitexact', '-strict', 'experimental', '-f', 'mp4', `file:${output}`],
  ];
};
