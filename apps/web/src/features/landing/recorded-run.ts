export type RecordedTask = {
  /** Where it is drawn: what encodes the picture, beside it the sound, and what moves and checks bytes. */
  lane: 'picture 1' | 'picture 2' | 'sound' | 'files';
  kind: 'fetch' | 'probe' | 'encode' | 'audio' | 'images' | 'package' | 'verify';
  name: string;
  startMs: number;
  endMs: number;
};

/** Of a chunk of the picture, the part of the video it holds. */
export type RecordedChunk = { fromMs: number; toMs: number; readyMs: number };

type RecordedRun = {
  fileName: string;
  durationMs: number;
  sizeBytes: number;
  width: number;
  height: number;
  renditions: readonly string[];
  playableMs: number;
  finishedMs: number;
  tasks: readonly RecordedTask[];
  chunks: readonly RecordedChunk[];
};

/** A run as it was: read from GET /videos/:id/jobs of a machine with two processors, times from the video's creation. */
export const RECORDED_RUN: RecordedRun = {
  fileName: 'Evening ride.mp4',
  durationMs: 120000,
  sizeBytes: 277080545,
  width: 1920,
  height: 1080,
  renditions: ['1080p', '720p', '480p', '360p'],
  playableMs: 33138,
  finishedMs: 350962,
  tasks: [
    {
      lane: 'picture 1',
      kind: 'encode',
      name: 'chunk 0',
      startMs: 6236,
      endMs: 33127,
    },
    {
      lane: 'picture 1',
      kind: 'encode',
      name: 'chunk 2',
      startMs: 33164,
      endMs: 299387,
    },
    {
      lane: 'picture 2',
      kind: 'encode',
      name: 'chunk 1',
      startMs: 6280,
      endMs: 52164,
    },
    {
      lane: 'picture 2',
      kind: 'encode',
      name: 'chunk 3',
      startMs: 52188,
      endMs: 262207,
    },
    {
      lane: 'picture 2',
      kind: 'encode',
      name: 'chunk 4',
      startMs: 262465,
      endMs: 343050,
    },
    {
      lane: 'sound',
      kind: 'audio',
      name: 'sound',
      startMs: 6168,
      endMs: 45390,
    },
    {
      lane: 'files',
      kind: 'fetch',
      name: 'fetch',
      startMs: 244,
      endMs: 3285,
    },
    {
      lane: 'files',
      kind: 'probe',
      name: 'probe',
      startMs: 4297,
      endMs: 6054,
    },
    {
      lane: 'files',
      kind: 'images',
      name: 'poster',
      startMs: 6303,
      endMs: 26505,
    },
    {
      lane: 'files',
      kind: 'package',
      name: 'package',
      startMs: 343072,
      endMs: 344951,
    },
    {
      lane: 'files',
      kind: 'verify',
      name: 'verify',
      startMs: 344981,
      endMs: 350962,
    },
  ],
  chunks: [
    {
      fromMs: 0,
      toMs: 4000,
      readyMs: 33127,
    },
    {
      fromMs: 4000,
      toMs: 12000,
      readyMs: 52164,
    },
    {
      fromMs: 12000,
      toMs: 60000,
      readyMs: 299387,
    },
    {
      fromMs: 60000,
      toMs: 96000,
      readyMs: 262207,
    },
    {
      fromMs: 96000,
      toMs: 120000,
      readyMs: 343050,
    },
  ],
};
