import { AppError } from '@media/core';
import { type BoxHeader, type ByteSource, completeBoxes, view } from '../cmaf/read-boxes.js';

export type DownloadHead = { trackCount: number; seconds: number };

/**
 * Reads the head of a stored MP4 as a player does: its index must come before its media, and its boxes must fill the file to the last byte.
 * Throws OUTPUT_WRONG.
 */
export const readDownload = async (source: ByteSource): Promise<DownloadHead> => {
  const boxes: BoxHeader[] = [];
  for await (const box of completeBoxes(source, 0)) boxes.push(box);
  const types = boxes.map(({ type }) => type);
  const moov = boxes.find(({ type }) => type === 'moov');
  const end = boxes.at(-1);
  if (types[0] !== 'ftyp' || !moov || types.indexOf('mdat') < types.indexOf('moov'))
    throw new AppError('OUTPUT_WRONG', { reason: 'media before index', types });
  if (!end || end.offset + end.size !== source.size)
    throw new AppError('OUTPUT_WRONG', { reason: 'truncated box', sizeBytes: source.size });
  return headOf(source, moov);
};

const headOf = async (source: ByteSource, moov: BoxHeader): Promise<DownloadHead> => {
  let trackCount = 0;
  let seconds = 0;
  const inside = { ...source, size: moov.offset + moov.size };
  for await (const box of completeBoxes(inside, moov.offset + moov.headerSize)) {
    if (box.type === 'trak') trackCount += 1;
    if (box.type === 'mvhd') seconds = durationOf(view(await source.read(box.offset + box.headerSize, 32)));
  }
  return { trackCount, seconds };
};

/** ISO/IEC 14496-12, 8.2.2: version 1 has 64-bit times. */
const durationOf = (mvhd: DataView): number =>
  mvhd.getUint8(0) === 1 ? Number(mvhd.getBigUint64(24)) / mvhd.getUint32(20) : mvhd.getUint32(16) / mvhd.getUint32(12);
