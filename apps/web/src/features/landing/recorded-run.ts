export type RecordedTask = {
  /** The row of the diagram. `files` has the tasks that don't encode video or audio. */
  lane: 'video 1' | 'video 2' | 'audio' | 'files';
  kind: 'fetch' | 'probe' | 'encode' | 'audio' | 'images' | 'package' | 'verify';
  name: string;
  startMs: number;
  endMs: number;
};

/** A video chunk: its time range in the video and when it was encoded. */
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

/** A real run on a machine with two CPUs, from GET /videos/:id/jobs. Times are relative to the video's creation. */
export const RECORDED_RUN: RecordedRun = {
  fileName: 'Evening ride.mp4',
  durationMs: 120000,
  sizeBytes: 277080545,
  width: 1920,
  height: 1080,
  renditions: ['1080p', '720p', '480p', '360p'],
  playableMs: 16835,
  finishedMs: 241052,
  tasks: [
    {
      lane: 'video 1',
      kind: 'encode',
      name: 'Chunk 1',
      startMs: 3344,
      endMs: 16801,
    },
    {
      lane: 'video 1',
      kind: 'encode',
      name: 'Chunk 3',
      startMs: 16842,
      endMs: 183510,
    },
    {
      lane: 'video 2',
      kind: 'encode',
      name: 'Chunk 2',
      startMs: 2706,
      endMs: 29057,
    },
    {
      lane: 'video 2',
      kind: 'encode',
      name: 'Chunk 4',
      startMs: 29079,
      endMs: 152216,
    },
    {
      lane: 'video 2',
      kind: 'encode',
      name: 'Chunk 5',
      startMs: 152234,
      endMs: 230983,
    },
    {
      lane: 'audio',
      kind: 'audio',
      name: 'audio',
      startMs: 2722,
      endMs: 18532,
    },
    {
      lane: 'files',
      kind: 'fetch',
      name: 'fetch',
      startMs: 147,
      endMs: 2028,
    },
    {
      lane: 'files',
      kind: 'probe',
      name: 'probe',
      startMs: 2077,
      endMs: 2666,
    },
    {
      lane: 'files',
      kind: 'images',
      name: 'poster',
      startMs: 2772,
      endMs: 10782,
    },
    {
      lane: 'files',
      kind: 'package',
      name: 'package',
      startMs: 231044,
      endMs: 233538,
    },
    {
      lane: 'files',
      kind: 'verify',
      name: 'verify',
      startMs: 233561,
      endMs: 241052,
    },
  ],
  chunks: [
    {
      fromMs: 0,
      toMs: 4000,
      readyMs: 16801,
    },
    {
      fromMs: 4000,
      toMs: 12000,
      readyMs: 29057,
    },
    {
      fromMs: 12000,
      toMs: 60000,
      readyMs: 183510,
    },
    {
      fromMs: 60000,
      toMs: 96000,
      readyMs: 152216,
    },
    {
      fromMs: 96000,
      toMs: 120000,
      readyMs: 230983,
    },
  ],
};
