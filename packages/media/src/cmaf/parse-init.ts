import { AppError } from '@media/core';
import type { VideoCoding } from '../codecs/video-coding.js';
import { codingOfEntry } from '../codecs/video-codings.js';
import { childBoxes, findBox } from './read-boxes.js';

/** The track of an init segment. */
export type TrackInfo = {
  kind: 'video' | 'audio';
  timescale: number;
  /** RFC 6381 codec string for manifests: `avc1.640028`, `mp4a.40.2`. */
  codec: string;
  width?: number;
  height?: number;
  channels?: number;
  sampleRateHz?: number;
  /** Defaults from `trex`, for fragments without their own. */
  defaults: SampleDefaults;
};

export type SampleDefaults = { duration: number; size: number; flags: number };

/** Parses the payload of `moov`. Throws OUTPUT_WRONG unless it is one track of AAC or of a codec that we encode. */
export const parseInit = (moov: DataView): TrackInfo => {
  const mdhd = findBox(moov, 'trak/mdia/mdhd');
  const entries = findBox(moov, 'trak/mdia/minf/stbl/stsd');
  const entry = childBoxes(entries, 8)[0];
  const common = { timescale: mdhd.getUint32(mdhd.getUint8(0) === 1 ? 20 : 12), defaults: trackDefaults(moov) };
  const coding = entry && codingOfEntry(entry.type);
  if (coding) return { kind: 'video', ...common, ...videoEntry(coding, entry.payload) };
  if (entry?.type === 'mp4a') return { kind: 'audio', ...common, ...audioEntry(entry.payload) };
  throw new AppError('OUTPUT_WRONG', { reason: 'unexpected sample entry', type: entry?.type });
};

// VisualSampleEntry: 78 bytes of fields before its boxes.
const videoEntry = (coding: VideoCoding, payload: DataView) => ({
  codec: coding.codecString(childBoxes(payload, 78)),
  width: payload.getUint16(24),
  height: payload.getUint16(26),
});

// AudioSampleEntry: 28 bytes of fields. The AAC object type is in the first five bits of the DecoderSpecificInfo.
const audioEntry = (payload: DataView) => {
  const esds = childBoxes(payload, 28).find(({ type }) => type === 'esds')?.payload;
  if (!esds) throw new AppError('OUTPUT_WRONG', { reason: 'box missing', path: 'esds' });
  const objectType = esds.getUint8(decoderSpecificInfo(esds)) >> 3;
  return { codec: `mp4a.40.${objectType}`, channels: payload.getUint16(16), sampleRateHz: payload.getUint16(24) };
};

/** ISO/IEC 14496-1, 7.2.6: tag, length in up to four bytes of seven bits, content. Tags nest: 3 > 4 > 5. */
const decoderSpecificInfo = (esds: DataView): number => {
  let at = 4;
  for (const fixed of [3, 13, 0]) {
    at += 1;
    while (esds.getUint8(at) & 0x80) at += 1;
    at += 1 + fixed;
  }
  return at;
};

const trackDefaults = (moov: DataView): SampleDefaults => {
  const trex = findBox(moov, 'mvex/trex');
  return { duration: trex.getUint32(12), size: trex.getUint32(16), flags: trex.getUint32(20) };
};
