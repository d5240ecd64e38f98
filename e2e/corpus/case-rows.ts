import type { Expectation } from './expectation.ts';

/** What must come out of a case. What a row doesn't say is measured in the source. */
export type CaseRow = Partial<Expectation> & {
  /** What can't be measured in the source, because ffmpeg itself goes wrong there. */
  unknown?: readonly ('colors' | 'lufs')[];
};

/** A mark at each full second. */
const marks = (seconds: number): number[] => Array.from({ length: seconds }, (_, at) => at);

/** A clip with a mark each second, in picture and sound. */
const marked = (seconds: number, width: number, height: number): CaseRow => ({
  ...{ seconds, width, height, frames: 25 * seconds, audios: [''] },
  ...{ flashes: marks(seconds), beeps: marks(seconds) },
});

/** Interlaced film of 5 s, with 25 frames or 50 fields per second. */
const interlaced = (width: number): CaseRow => ({
  ...{ seconds: 5, width, height: 576, framesAllowed: [125, 250], combed: 0, audios: [''], beeps: marks(5) },
});

const text: Partial<Expectation> = {
  subtitles: { language: 'en', words: ['Hello', 'Welt'] },
  chapters: ['One', 'Two'],
};

const TRACKS_12 = ['en', 'de', 'fr', 'es', 'it', 'pt', 'ja', 'ko', 'zh', 'ru', 'ar', 'hi'];

const BARS = [0xbf0000, 0x00bf00, 0x0000bf, 0xbfbf00, 0x00bfbf, 0xbf00bf, 0xc08060];

/** By file name. The README of the cases says why each is here. */
export const CASES: Record<string, CaseRow> = {
  'aacswitch.ts': { ...marked(8, 1280, 720), unknown: ['lufs'] },
  'aacsame.ts': marked(8, 1280, 720),
  'ac3switch.ts': { ...marked(8, 1280, 720), unknown: ['lufs'] },
  'oggchain.ogg': { seconds: 8, audios: [''], beeps: marks(8), warned: 'TIME|RESTART|CHAIN', unknown: ['lufs'] },
  'vobpcm.vob': marked(6, 1024, 576),
  'm2tspcm.m2ts': marked(6, 1280, 720),
  'nelly.flv': marked(6, 640, 360),
  'flacpipe.flac': { seconds: 5, audios: [''], beeps: marks(5) },
  'avih264b.avi': { ...marked(6, 640, 360), unknown: ['colors'] },
  'emptyaud.mp4': { ...marked(5, 640, 360), audios: [], beeps: [], warned: 'AUDIO' },
  'mhm1.mp4': { ...marked(5, 640, 360), audios: ['en'], warned: 'AUDIO' },
  'apac.mov': { ...marked(5, 640, 360), audios: ['en'], warned: 'AUDIO' },
  'ch10.mov': { ...marked(5, 640, 360), warned: 'LAYOUT|CHANNEL', unknown: ['lufs'] },
  'dvpal.avi': interlaced(1024),
  // Each interlaced frame of the moving pattern mixes two moments.
  'aspi.avi': { ...interlaced(720), unknown: ['colors'] },
  'mpeg2i.ts': interlaced(1024),
  'hd709.mp4': {
    ...{ seconds: 5, width: 1920, height: 1080, frames: 125, audios: [''], beeps: marks(5) },
    bars: BARS.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]),
  },
  'coverfirst.mp4': { ...marked(5, 640, 360), warned: 'VIDEO|STREAM' },
  'reschange.ts': {
    ...{ ...marked(8, 1280, 720), framesAllowed: [200], warned: 'SIZE|SHAPE|RESOLUTION|DIMENSION' },
    boxes: [
      { seconds: 1.02, shape: 4 / 3 },
      { seconds: 6.02, shape: 16 / 9 },
    ],
    unknown: ['colors'],
  },
  'longshort.mp4': { seconds: 75, width: 320, height: 180, frames: 750, audios: [''], beeps: marks(3) },
  'loud51.mkv': { seconds: 5, width: 640, height: 360, frames: 125, flashes: marks(5), audios: [''] },
  'loud51flac.mkv': { seconds: 5, width: 640, height: 360, frames: 125, flashes: marks(5), audios: [''] },
  'langs.mkv': { ...marked(5, 640, 360), audios: ['pt-BR', 'fr-CA', 'zh-Hans'] },
  'slowpp.webm': { seconds: 20, width: 640, height: 360, frames: 4, audios: [''], beeps: marks(20) },
  'hours.mkv': marked(6, 640, 360),
  // Its audio begins 80 ms before its video, with priming samples of the encoder. The first frame is shown from there on.
  'hours.mp4': {
    ...{ ...marked(6, 640, 360), seconds: 6.08, beeps: [0.08, 1.08, 2.08, 3.08, 4.08, 5.08] },
    flashes: [0, 1.08, 2.08, 3.08, 4.08, 5.08],
  },
  'subs.mkv': { ...marked(5, 640, 360), ...text },
  'subs.mp4': { ...marked(5, 640, 360), ...text },
  'tracks12.mkv': { seconds: 5, width: 640, height: 360, frames: 125, flashes: marks(5), audios: TRACKS_12 },
  'foursec.mp4': marked(4, 640, 360),
};
