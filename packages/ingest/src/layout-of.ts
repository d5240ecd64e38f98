import type { PartLayout } from '@media/core';
import type { Upload } from '@media/database';

/** The part layout chosen when the upload was created. */
export const layoutOf = ({ strategy, partSizeBytes, partCount }: Upload): PartLayout => ({
  strategy,
  partSizeBytes,
  partCount,
});
