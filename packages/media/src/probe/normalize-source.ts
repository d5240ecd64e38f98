import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceProbe } from '@media/core';
import { changingChannelsOf } from './adts.js';
import { describeChanging } from './audio-times.js';
import { becomesStereo } from './becomes-stereo.js';
import { isOggWithSeveralRates } from './chained-ogg.js';
import { joinedFlacParts, joinFlacArgs } from './joined-flac.js';
import type { LineProbe } from './line-probe.js';
import { mostChannels } from './most-channels.js';
import { NO_ASPECT, type NormalizeOptions, normalizeArgs, normalizedContainer } from './normalize-args.js';
import type { Normalized, NormalizeRun, Remux, ToNormalize } from './normalize-run.js';
import { remuxDecoded } from './remux-decoded.js';
import { sendsHeaders } from './sends-headers.js';
import { canBePacked, unpackArgs } from './unpack-args.js';

/** Containers that store AAC as ADTS frames, whose parameters can change. */
const ADTS = new Set(['mpegts', 'mpeg', 'aac']);
/** Containers that declare no pixel aspect ratio, so that it can change with the frames. */
const SHAPELESS = new Set(['mpegts', 'mpeg']);
/** Containers of broadcasts, and those whose files can be joined byte by byte. */
const JOINABLE = new Set([...ADTS, 'ogg', 'mp3', 'ac3', 'eac3']);
/** Containers that can repeat codec headers between packets, as streaming servers do when an encoder reconnects. */
const RESENDING = new Set(['flv', 'live_flv']);

/**
 * Remuxes a source with `normalizeArgs`. MP4 stores one set of AAC parameters, and decoders lose everything after a change of them. Whether those of
 * ADTS frames change is known at the end, so only then is the source read again to decode such tracks. If damaged packets stop the remux,
 * all audio is decoded.
 */
export const normalizeSource = async (run: NormalizeRun, source: ToNormalize): Promise<Normalized> => {
  const { input, probe, output, workDir, outliers, late } = source;
  const parts = await joinedFlacParts(input, probe);
  if (parts.length > 0) {
    await run.ffmpeg(joinFlacArgs(input, probe, parts, output), { inputs: [input] });
    return { container: 'mp4', lossy: new Set() };
  }
  const isAdts = ({ codec }: { codec: string }) => codec === 'aac' && ADTS.has(probe.container);
  const changing = await findChanging(run.ffprobe, input, {
    ...probe,
    audios: probe.audios.filter((audio) => !isAdts(audio)),
  });
  const copies = probe.audios
    .filter(isAdts)
    .map(({ streamIndex }) => ({ streamIndex, path: join(workDir, `track-${streamIndex}.aac`) }));
  const noAspect = join(workDir, 'no-aspect');
  await writeFile(noAspect, NO_ASPECT);
  const unpacked = canBePacked(probe) ? join(workDir, 'unpacked.avi') : undefined;
  if (unpacked !== undefined) await run.ffmpeg(unpackArgs(input, probe, unpacked), { inputs: [input] });
  const remux: Remux = (options, onLogLine) =>
    run.ffmpeg(
      normalizeArgs(input, probe, output, {
        ...{ ...options, ...(SHAPELESS.has(probe.container) && { noAspect }) },
        ...(outliers && { outliers }),
        ...(late && { late }),
        ...(unpacked !== undefined && { unpacked }),
      }),
      { inputs: [input, noAspect, ...(unpacked === undefined ? [] : [unpacked])], ...(onLogLine && { onLogLine }) },
    );
  const remuxChanging = async (options: NormalizeOptions = {}): Promise<void> => {
    const streams = new Set(changing.keys());
    const described = streams.size > 0 && (await describeChanging(run.ffprobe, input, probe, streams));
    await remux({ ...options, decoded: changing, ...(described && { changing: described }) });
  };
  const copyAudio = async (): Promise<Normalized> => {
    await remuxChanging({ copies });
    const known = changing.size;
    for (const { streamIndex, path } of copies) {
      const channels = await changingChannelsOf(path);
      if (channels !== undefined) changing.set(streamIndex, channels);
    }
    if (changing.size > known) await remuxChanging();
    return { container: normalizedContainer(probe), lossy: new Set() };
  };
  try {
    return await copyAudio().catch((error: unknown) =>
      remuxDecoded(error, { ...source, ffprobe: run.ffprobe, remux, changing }),
    );
  } finally {
    for (const { path } of copies) await rm(path, { force: true });
    if (unpacked !== undefined) await rm(unpacked, { force: true });
  }
};

/**
 * The tracks whose parameters change, apart from ADTS, with their largest number of channels. A track that becomes stereo would be planned as the
 * mono that it begins with.
 */
const findChanging = async (ffprobe: LineProbe, input: string, probe: SourceProbe): Promise<Map<number, number>> => {
  const { container, audios } = probe;
  const changing = new Map<number, number>();
  const isMistimed = await isOggWithSeveralRates(input, probe);
  for (const { streamIndex } of audios) {
    if (JOINABLE.has(container) && (await becomesStereo(ffprobe, input, streamIndex))) changing.set(streamIndex, 2);
    if (isMistimed || (RESENDING.has(container) && (await sendsHeaders(ffprobe, input, streamIndex))))
      changing.set(streamIndex, await mostChannels(ffprobe, input, streamIndex));
  }
  return changing;
};
