import type { ResultsFor } from '@media/core';
import type { ClaimedTask } from '@media/database';
import type { SourceRef } from '../sources/source-ref.js';

type Fetched = Pick<ClaimedTask, 'source'> & { results: Pick<ResultsFor<'probe'>, 'fetch'> };

/** The object to decode: the source, or its remuxed copy. */
export const workSource = ({ results, source }: Fetched): SourceRef => {
  const { key, etag, sizeBytes } = results.fetch?.get(0)?.work ?? source;
  return { key, etag, sizeBytes };
};
