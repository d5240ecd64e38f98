import type { ClaimedTask } from '@media/database';
import type { SourceRef } from '../sources/source-ref.js';

/** What the fetch task leaves for all later ones: the object to read, where it is not the source itself. */
export type FetchResult = { work?: SourceRef };

/** The object that is decoded: the source, or the copy of it in a container that can be cut. */
export const workSource = ({ results, source }: ClaimedTask): SourceRef => {
  const [fetched] = (results.fetch ?? []) as FetchResult[];
  const { key, etag, sizeBytes } = fetched?.work ?? source;
  return { key, etag, sizeBytes };
};
