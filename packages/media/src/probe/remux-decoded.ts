import { AppError, type ErrorCode } from '@media/core';
import { failedStream } from '../run/failed-stream.js';
import { becomesStereo } from './becomes-stereo.js';
import { type NormalizedContainer, normalizedContainer } from './normalize-args.js';
import type { Normalized, NormalizeRun, Remux, ToNormalize } from './normalize-run.js';

/** How ffmpeg ends if a bitstream filter or a muxer refuses a packet. */
const REFUSED = new Set<ErrorCode>(['SOURCE_DAMAGED', 'ENCODER_CRASHED']);

const isRefusal = (error: unknown): boolean =>
  error instanceof AppError && REFUSED.has(error.code) && error.details.reason === undefined;

type ToDecode = Pick<ToNormalize, 'input' | 'probe'> &
  Pick<NormalizeRun, 'ffprobe'> & {
    remux: Remux;
    /** Tracks that are decoded in any case. */
    changing: ReadonlyMap<number, number>;
  };

/**
 * Remuxes a source and decodes all of its audio, because `error` ended an attempt to copy it: a single damaged AAC packet stops MP4's
 * bitstream filter. Decoders skip such packets. If MP4 refuses the video, too, it goes into Matroska, which checks less.
 * @throws the original error if that fails as well
 */
export const remuxDecoded = async (error: unknown, source: ToDecode): Promise<Normalized> => {
  if (!isRefusal(error)) throw error;
  const decoded = await channelsOf(source);
  for (const container of new Set<NormalizedContainer>([normalizedContainer(source.probe), 'matroska'])) {
    const lossy = new Set<number>();
    const onLogLine = (line: string): void => {
      const stream = failedStream(line);
      if (stream !== undefined) lossy.add(stream);
    };
    try {
      await source.remux({ container, decoded }, onLogLine);
      return { container, lossy };
    } catch (again) {
      if (!isRefusal(again)) throw again;
    }
  }
  throw error;
};

const channelsOf = async ({ ffprobe, input, probe, changing }: ToDecode): Promise<Map<number, number>> => {
  const found = new Map(changing);
  for (const { streamIndex, channels } of probe.audios) {
    if (found.has(streamIndex)) continue;
    found.set(streamIndex, channels === 1 && (await becomesStereo(ffprobe, input, streamIndex)) ? 2 : channels);
  }
  return found;
};
