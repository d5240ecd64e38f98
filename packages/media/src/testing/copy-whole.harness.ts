import type { Rendition } from '@media/core';
import { PLANNED_START_TOLERANCE_SECONDS } from '../cmaf/start-tolerance.js';
import { checkCopiedChunk, copyVideo, type ParsedCmaf, parseCmafFile, type VideoCopy } from '../index.js';

type Run = Parameters<typeof copyVideo>[0];

/** Copies video and checks every chunk. Resolves with the segments of each chunk, which are all in one file. */
export const copyWhole = async (run: Run, copy: VideoCopy & { rendition: Rendition }): Promise<ParsedCmaf[]> => {
  const { video, rendition, path } = copy;
  await copyVideo(run, copy);
  const whole = await parseCmafFile(path);
  const startOf = (index: number) => video.chunks[index]?.segmentStarts[0] ?? Number.POSITIVE_INFINITY;
  const chunks: ParsedCmaf[] = [];
  for (const chunkIndex of video.chunks.keys()) {
    const segments = whole.segments.filter(({ startTicks }) => {
      const seconds = startTicks / whole.track.timescale + PLANNED_START_TOLERANCE_SECONDS;
      return (chunkIndex === 0 || seconds >= startOf(chunkIndex)) && seconds < startOf(chunkIndex + 1);
    });
    chunks.push(await checkCopiedChunk({ path, fragments: { ...whole, segments }, chunkIndex, video, rendition }));
  }
  return chunks;
};
