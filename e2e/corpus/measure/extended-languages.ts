import { box, boxes } from './boxes.ts';

/** For each audio track of an MP4, the BCP 47 tag in its Extended Language Box (ISO/IEC 14496-12, 8.4.6), if it has one. */
export const extendedLanguages = (bytes: Buffer): (string | undefined)[] =>
  boxes(box(bytes, 'moov') ?? Buffer.alloc(0), 'trak')
    .filter((track) => box(track, 'mdia', 'hdlr')?.toString('latin1', 8, 12) === 'soun')
    .map((track) => box(track, 'mdia', 'elng')?.toString('utf8', 4).replace(/\0.*$/s, ''));
