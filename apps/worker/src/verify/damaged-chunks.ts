import { type Chunk, encodesOfChunk, type ResultsFor } from '@media/core';

type Results = Pick<ResultsFor<'verify'>, 'encode'>;

/** Chunks that lack frames because the source is damaged. */
export const damagedChunks = (
  { video }: { video?: { chunks: Pick<Chunk, 'index'>[] } },
  { encode }: Results,
): ReadonlySet<number> => {
  const { chunks } = video ?? { chunks: [] };
  const losesFrames = (index: number) => (encode?.get(index)?.lostFrames ?? 0) > 0;
  const damaged = chunks.filter(({ index }) => encodesOfChunk({ chunks }, index).some(losesFrames));
  return new Set(damaged.map(({ index }) => index));
};
