import { encodedRenditions } from './encoded-renditions.js';
import type { Chunk, Rendition, VideoPlan } from './plan.js';

/** What a task of kind `encode` makes. */
export type EncodeWork = {
  chunk: Chunk;
  /** With their track index, largest first. */
  renditions: { rendition: Rendition; trackIndex: number }[];
  /** Whether it replaces a copy that failed. */
  isReplacement: boolean;
};

type Encoded = Pick<VideoPlan, 'renditions' | 'chunks'>;

/**
 * What the task with this index encodes; undefined if there is none. The planned tasks have the indexes of the chunks. Those that replace a
 * failed copy follow, one per chunk.
 */
export const encodeWork = (video: Encoded, index: number): EncodeWork | undefined => {
  const { chunks, renditions } = video;
  const isReplacement = index >= chunks.length;
  const chunk = chunks[isReplacement ? index - chunks.length : index];
  const made = isReplacement ? renditions.filter(({ copied }) => copied) : encodedRenditions(video);
  if (!chunk || made.length === 0) return undefined;
  return {
    ...{ chunk, isReplacement },
    renditions: made.map((planned) => {
      const { copied: _, ...rendition } = planned;
      return { rendition, trackIndex: renditions.indexOf(planned) };
    }),
  };
};

/** The indexes of the tasks that encode a chunk: the planned one, and the one that replaces a failed copy. */
export const encodesOfChunk = ({ chunks }: { chunks: readonly unknown[] }, chunkIndex: number): number[] => [
  chunkIndex,
  chunks.length + chunkIndex,
];
