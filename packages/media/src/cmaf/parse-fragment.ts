import type { SampleDefaults } from './parse-init.js';
import { childBoxes, findBox } from './read-boxes.js';

export type Fragment = {
  /** Decode time of the first sample, in ticks of the track. */
  startTicks: number;
  durationTicks: number;
  sampleCount: number;
  firstIsSync: boolean;
  firstSampleBytes: number;
  /** Where the first sample's bytes begin, counted from the start of `moof`. */
  firstSampleOffset: number;
};

// ISO/IEC 14496-12, 8.8.7 and 8.8.8.
const TFHD = { baseDataOffset: 0x1, descriptionIndex: 0x2, duration: 0x8, size: 0x10, flags: 0x20 };
const TRUN = { dataOffset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, compositionOffset: 0x800 };
const NON_SYNC = 0x10000;

/** Reads the payload of a `moof` of one track: all its runs together. */
export const parseFragment = (moof: DataView, trackDefaults: SampleDefaults): Fragment => {
  const traf = findBox(moof, 'traf');
  const defaults = fragmentDefaults(findBox(traf, 'tfhd'), trackDefaults);
  const tfdt = findBox(traf, 'tfdt');
  const startTicks = tfdt.getUint8(0) === 1 ? Number(tfdt.getBigUint64(4)) : tfdt.getUint32(4);
  const runs = childBoxes(traf)
    .filter(({ type }) => type === 'trun')
    .map(({ payload }) => readRun(payload, defaults));
  const first = runs[0];
  return {
    startTicks,
    durationTicks: runs.reduce((sum, run) => sum + run.durationTicks, 0),
    sampleCount: runs.reduce((sum, run) => sum + run.sampleCount, 0),
    firstIsSync: ((first?.firstFlags ?? NON_SYNC) & NON_SYNC) === 0,
    firstSampleBytes: first?.firstBytes ?? 0,
    firstSampleOffset: first?.dataOffset ?? 0,
  };
};

/** Calls back for every flag that is set, in the order in which the fields lie. */
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
  for (let sample = 0; sample < sampleCount; sample += 1) {
    durationTicks += next(TRUN.duration, defaults.duration);
    const bytes = next(TRUN.size, defaults.size);
    const sampleFlags = next(TRUN.flags, defaults.flags);
    next(TRUN.compositionOffset, 0);
    if (sample > 0) continue;
    firstBytes = bytes;
    if (flags & TRUN.flags) firstFlags = sampleFlags;
  }
  return { sampleCount, durationTicks, dataOffset, firstFlags, firstBytes };
};
