import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceProbe } from '@media/core';
import { changingChannelsOf } from './adts.js';
import { normalizeArgs } from './normalize-args.js';

/** Containers that store AAC as ADTS frames, whose parameters can change. */
const ADTS = new Set(['mpegts', 'mpeg', 'aac']);

/**
 * Remuxes a source with `normalizeArgs`. MP4 stores one set of AAC parameters, and decoders lose everything after a change of them. Whether they
 * change is known at the end, so only then is the source read again to decode such tracks. `run`: runs ffmpeg. `workDir`: for
 * temporary files.
 */
export const normalizeSource = async (
  run: (argv: string[]) => Promise<unknown>,
  { input, probe, output, workDir }: { input: string; probe: SourceProbe; output: string; workDir: string },
): Promise<void> => {
  const tracks = ADTS.has(probe.container) ? probe.audios.filter(({ codec }) => codec === 'aac') : [];
  const copies = tracks.map(({ streamIndex }) => ({ streamIndex, path: join(workDir, `track-${streamIndex}.aac`) }));
  await run(normalizeArgs(input, probe, output, { copies }));
  const changing = new Map<number, number>();
  for (const { streamIndex, path } of copies) {
    const channels = await changingChannelsOf(path);
    if (channels !== undefined) changing.set(streamIndex, channels);
    await rm(path, { force: true });
  }
  if (changing.size > 0) await run(normalizeArgs(input, probe, output, { changing }));
};
