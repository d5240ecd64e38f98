import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceProbe } from '@media/core';
import { changingChannelsOf } from './adts.js';
import { becomesStereo } from './becomes-stereo.js';
import type { LineProbe } from './line-probe.js';
import { normalizeArgs } from './normalize-args.js';

/** Containers that store AAC as ADTS frames, whose parameters can change. */
const ADTS = new Set(['mpegts', 'mpeg', 'aac']);
/** Containers of broadcasts, and those whose files can be joined byte by byte. */
const JOINABLE = new Set([...ADTS, 'ogg', 'mp3', 'ac3', 'eac3']);

export type NormalizeRun = { ffmpeg(argv: string[]): Promise<unknown>; ffprobe: LineProbe };

/**
 * Remuxes a source with `normalizeArgs`. MP4 stores one set of AAC parameters, and decoders lose everything after a change of them. Whether they
 * change is known at the end, so only then is the source read again to decode such tracks. A track of another codec that becomes stereo
 * would be planned as the mono that it begins with, so it's decoded as stereo. `workDir`: for temporary files.
 */
export const normalizeSource = async (
  { ffmpeg, ffprobe }: NormalizeRun,
  { input, probe, output, workDir }: { input: string; probe: SourceProbe; output: string; workDir: string },
): Promise<void> => {
  const isAdts = ({ codec }: { codec: string }) => codec === 'aac' && ADTS.has(probe.container);
  const changing = new Map<number, number>();
  const others = JOINABLE.has(probe.container) ? probe.audios.filter((audio) => !isAdts(audio)) : [];
  for (const { streamIndex } of others)
    if (await becomesStereo(ffprobe, input, streamIndex)) changing.set(streamIndex, 2);
  const copies = probe.audios
    .filter(isAdts)
    .map(({ streamIndex }) => ({ streamIndex, path: join(workDir, `track-${streamIndex}.aac`) }));
  await ffmpeg(normalizeArgs(input, probe, output, { copies, changing }));
  const known = changing.size;
  for (const { streamIndex, path } of copies) {
    const channels = await changingChannelsOf(path);
    if (channels !== undefined) changing.set(streamIndex, channels);
    await rm(path, { force: true });
  }
  if (changing.size > known) await ffmpeg(normalizeArgs(input, probe, output, { changing }));
};
