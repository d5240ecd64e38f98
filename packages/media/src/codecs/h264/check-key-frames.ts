import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@media/core';
import { childBoxes, findBox, view } from '../../cmaf/read-boxes.js';
import type { Fragments } from '../video-coding.js';

// ITU-T H.264, table 7-1.
const NAL = { idr: 5, sps: 7, pps: 8, lastSlice: 5 };
// No parameter set is longer. A larger length is bogus.
const MAX_PARAMETER_BYTES = 64 * 1024;

type Avc = { lengthBytes: number; parameterSets: ReadonlySet<string> };

/**
 * Checks that the first frame of every fragment is an IDR, which no other frame refers across, and that it repeats only parameter sets of
 * the init segment. Containers sometimes mark other frames as key frames, and video that changes its size midway has new parameter
 * sets. Throws OUTPUT_WRONG.
 */
export const checkKeyFrames = async (path: string, { init, segments }: Fragments): Promise<void> => {
  await using file = await open(path, 'r');
  const avc = parseAvcC(avcCOf(await read(file, 0, init.sizeBytes)));
  for (const fragment of segments) await checkFragment(file, fragment, avc);
};

const avcCOf = (init: DataView): DataView => {
  const [entry] = childBoxes(findBox(init, 'moov/trak/mdia/minf/stbl/stsd'), 8);
  const avcC = entry && childBoxes(entry.payload, 78).find(({ type }) => type === 'avcC');
  if (!avcC) throw new AppError('OUTPUT_WRONG', { reason: 'box missing', path: 'avcC' });
  return avcC.payload;
};

/** ISO/IEC 14496-15, 5.3.3.1.2: five bytes, then the lists of sequence and picture parameter sets, each after its count. */
const parseAvcC = (avcC: DataView): Avc => {
  const parameterSets = new Set<string>();
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = avcC.getUint8(at) & mask;
    at += 1;
    for (let index = 0; index < count; index += 1) {
      const size = avcC.getUint16(at);
      parameterSets.add(hex(new DataView(avcC.buffer, avcC.byteOffset + at + 2, size)));
      at += 2 + size;
    }
  }
  return { lengthBytes: (avcC.getUint8(4) & 3) + 1, parameterSets };
};

const checkFragment = async (file: FileHandle, fragment: Fragments['segments'][number], avc: Avc): Promise<void> => {
  const fail = (reason: string, details: object = {}): never => {
    throw new AppError('OUTPUT_WRONG', { reason, startTicks: fragment.startTicks, ...details });
  };
  const moofBytes = (await read(file, fragment.offset, 4)).getUint32(0);
  const isLong = (await read(file, fragment.offset + moofBytes, 4)).getUint32(0) === 1;
  const end = fragment.offset + fragment.keyframeBytes;
  for (let at = fragment.offset + moofBytes + (isLong ? 16 : 8); at + avc.lengthBytes < end; ) {
    const head = await read(file, at, avc.lengthBytes + 1);
    const size = unsigned(head, avc.lengthBytes);
    const type = head.getUint8(avc.lengthBytes) & 0x1f;
    if (type === NAL.idr) return;
    if (type > 0 && type < NAL.lastSlice) fail('key frame is not an IDR frame', { type });
    if (type === NAL.sps || type === NAL.pps) {
      if (size > MAX_PARAMETER_BYTES || !avc.parameterSets.has(hex(await read(file, at + avc.lengthBytes, size))))
        fail('parameter sets change', { type });
    }
    at += avc.lengthBytes + size;
  }
  fail('key frame without a slice');
};

const unsigned = (bytes: DataView, length: number): number =>
  Array.from({ length }, (_, index) => bytes.getUint8(index)).reduce((value, byte) => value * 256 + byte, 0);

const hex = (bytes: DataView): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

const read = async (file: FileHandle, offset: number, length: number): Promise<DataView> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  if (bytesRead < length) throw new AppError('OUTPUT_WRONG', { reason: 'truncated box', offset, length });
  return view(buffer);
};
