import { box, boxes } from './boxes.ts';

/** 8.8.8: bits of the flags of a run, each for a field per sample, in this order. */
const SAMPLE_FIELDS = [0x100, 0x200, 0x400, 0x800];

/** The composition offset and duration of each sample of a run. */
const readRun = (run: Buffer, defaultTicks: number): { ticks: number; offset: number }[] => {
  const flags = run.readUIntBE(1, 3);
  const has = SAMPLE_FIELDS.map((bit) => (flags & bit) !== 0);
  const stride = 4 * has.filter(Boolean).length;
  const start = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0);
  return Array.from({ length: run.readUInt32BE(4) }, (_, sample) => {
    const at = start + sample * stride;
    return {
      ticks: has[0] ? run.readUInt32BE(at) : defaultTicks,
      offset: has[3] ? run.readInt32BE(at + stride - 4) : 0,
    };
  });
};

/** The default duration of samples, of a `tfhd` (8.8.7). */
const defaultTicks = (header: Buffer): number => {
  const flags = header.readUIntBE(1, 3);
  const at = 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0);
  return flags & 8 ? header.readUInt32BE(at) : 0;
};

/** Of an `mdhd` (8.4.2). */
const timescaleOf = (header: Buffer): number => header.readUInt32BE(header[0] === 1 ? 20 : 12);

/** Where the presentation begins in the media, of an edit list with one entry (8.6.6). */
const mediaTime = (list: Buffer | undefined): number => {
  if (!list || list.readUInt32BE(4) === 0) return 0;
  return list[0] === 1 ? Number(list.readBigInt64BE(16)) : list.readInt32BE(12);
};

/**
 * The time of the first frame of a fragmented MP4 with one track, in seconds, as players compute it. ffmpeg moves all frames by the largest
 * negative composition offset. Undefined for other files.
 */
export const firstFrameSeconds = (bytes: Buffer): number | undefined => {
  const fragment = box(bytes, 'moof', 'traf');
  const [header, time] = fragment ? [box(fragment, 'tfhd'), box(fragment, 'tfdt')] : [];
  const track = box(bytes, 'moov', 'trak');
  const mdhd = track && box(track, 'mdia', 'mdhd');
  if (!fragment || !header || !time || !mdhd) return undefined;
  let decodeTicks = time[0] === 1 ? Number(time.readBigUInt64BE(4)) : time.readUInt32BE(4);
  let first = Number.POSITIVE_INFINITY;
  for (const { ticks, offset } of boxes(fragment, 'trun').flatMap((run) => readRun(run, defaultTicks(header)))) {
    first = Math.min(first, decodeTicks + offset);
    decodeTicks += ticks;
  }
  return (first - mediaTime(box(track, 'edts', 'elst'))) / timescaleOf(mdhd);
};
