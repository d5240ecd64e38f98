import type { SampleDefaults } from './parse-init.js';
import { childBoxes, findBox } from './read-boxes.js';

export type Fragment = {
  /** Time of the first shown frame in ticks of the track. With variable frame rates, decode times run ahead of it. */
  startTicks: number;
  /** Decode time of the first sample (tfdt). */
  decodeTicks: number;
  durationTicks: number;
  sampleCount: number;
  firstIsSync: boolean;
  firstSampleBytes: number;
  /** Offset of the first sample's bytes from the start of `moof`. */
  firstSampleOffset: number;
};

// ISO/IEC 14496-12, 8.8.7 and 8.8.8.
const TFHD = { baseDataOffset: 0x1, descriptionIndex: 0x2, duration: 0x8, size: 0x10, flags: 0x20 };
const TRUN = { dataOffset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, compositionOffset: 0x800 };
const NON_SYNC = 0x10000;

/** Parses the payload of a `moof` with one track, combining its runs. */
export const parseFragment = (moof: DataView, trackDefaults: SampleDefaults): Fragment => {
  const traf = findBox(moof, 'traf');
  const defaults = fragmentDefaults(findBox(traf, 'tfhd'), trackDefaults);
  const tfdt = findBox(traf, 'tfdt');
  // Unsigned by the standard, but read as signed to detect a muxer that went below zero.
  const decodeTicks = tfdt.getUint8(0) === 1 ? Number(tfdt.getBigInt64(4)) : tfdt.getUint32(4);
  const runs = childBoxes(traf)
    .filter(({ type }) => type === 'trun')
    .map(({ payload }) => readRun(payload, defaults));
  const first = runs[0];
  const earliest = Math.min(
    ...runs.map((run, index) =>
      runs.slice(0, index).reduce((sum, before) => sum + before.durationTicks, run.earliestTicks),
    ),
  );
  return {
    startTicks: decodeTicks + (runs.length > 0 ? earliest : 0),
    decodeTicks,
    durationTicks: runs.reduce((sum, run) => sum + run.durationTicks, 0),
    sampleCount: runs.reduce((sum, run) => sum + run.sampleCount, 0),
    firstIsSync: ((first?.firstFlags ?? NON_SYNC) & NON_SYNC) === 0,
    firstSampleBytes: first?.firstBytes ?? 0,
    firstSampleOffset: first?.dataOffset ?? 0,
  };
};

/** Defaults of the fragment, else of the track. Fields are in the order of their flags. */
const fragmentDefaults = (tfhd: DataView, track: SampleDefaults): SampleDefaults => {
  const flags = tfhd.getUint32(0) & 0xffffff;
  let at = 8 + (flags & TFHD.baseDataOffset ? 8 : 0) + (flags & TFHD.descriptionIndex ? 4 : 0);
  const next = (flag: number, otherwise: number) => {
    if (!(flags & flag)) return otherwise;
    at += 4;
    return tfhd.getUint32(at - 4);
  };
  return {
    duration: next(TFHD.duration, track.duration),
    size: next(TFHD.size, track.size),
    flags: next(TFHD.flags, track.flags),
  };
};

const readRun = (trun: DataView, defaults: SampleDefaults) => {
  const flags = trun.getUint32(0) & 0xffffff;
  const sampleCount = trun.getUint32(4);
  let at = 8;
  const next = (flag: number, otherwise: number) => {
    if (!(flags & flag)) return otherwise;
    at += 4;
    return trun.getUint32(at - 4);
  };
  const dataOffset = next(TRUN.dataOffset, 0) | 0;
  let firstFlags = next(TRUN.firstFlags, defaults.flags);
  let firstBytes = 0;
  let durationTicks = 0;
  let earliestTicks = Number.POSITIVE_INFINITY;
  for (let sample = 0; sample < sampleCount; sample += 1) {
    const decodedAt = durationTicks;
    durationTicks += next(TRUN.duration, defaults.duration);
    const bytes = next(TRUN.size, defaults.size);
    const sampleFlags = next(TRUN.flags, defaults.flags);
    // Signed since version 1 of the box, which our muxer writes.
    earliestTicks = Math.min(earliestTicks, decodedAt + (next(TRUN.compositionOffset, 0) | 0));
    if (sample > 0) continue;
    firstBytes = bytes;
    if (flags & TRUN.flags) firstFlags = sampleFlags;
  }
  return { sampleCount, durationTicks, dataOffset, earliestTicks, firstFlags, firstBytes };
};
