import type { Chunk, ResultsFor } from '@media/core';

type Results = Pick<ResultsFor<'verify'>, 'encode' | 'repackage'>;

/** Chunks that lack frames because the source is damaged. If a rendition encoded instead of copied lost frames, all chunks count. */
export const damagedChunks = (
  { video }: { video?: { chunks: readonly Pick<Chunk, 'index'>[] } },
  { encode, repackage }: Results,
): ReadonlySet<number> => {
  const anywhere = repackage?.values().some((made) => !made.copied && made.lostFrames > 0) ?? false;
  const indexes = (video?.chunks ?? []).map(({ index }) => index);
  return new Set(indexes.filter((index) => anywhere || (encode?.get(index)?.lostFrames ?? 0) > 0));
};
