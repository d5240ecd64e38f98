import type { Chunk, ResultsFor } from '@media/core';

type Results = Pick<ResultsFor<'verify'>, 'encode' | 'repackage'>;

/** Chunks of a damaged source lack frames; their tasks said so. A rendition that was encoded instead of copied says it for all chunks. */
export const damagedChunks = (
  { video }: { video?: { chunks: readonly Pick<Chunk, 'index'>[] } },
  { encode, repackage }: Results,
): ReadonlySet<number> => {
  const anywhere = repackage?.values().some((made) => !made.copied && made.lostFrames > 0) ?? false;
  const indexes = (video?.chunks ?? []).map(({ index }) => index);
  return new Set(indexes.filter((index) => anywhere || (encode?.get(index)?.lostFrames ?? 0) > 0));
};
