import type { TaskResults } from '@media/core';
import type { ClaimedTask } from '@media/database';
import type { SourceRef } from '../sources/source-ref.js';

type Fetched = Pick<ClaimedTask, 'source'> & { results: { fetch?: TaskResults['fetch'][] } };

/** The object that is decoded: the source, or the copy of it in a container that can be cut. */
export const workSource = ({ results, source }: Fetched): SourceRef => {
  const [fetched] = results.fetch ?? [];
  const { key, etag, sizeBytes } = fetched?.work ?? source;
  return { key, etag, sizeBytes };
};
