import type { PartLayout } from '@media/core';
import type { Upload } from '@media/database';

/** How the file of an upload was cut when it was announced. */
export const layoutOf = ({ strategy, partSizeBytes, partCount }: Upload): PartLayout => ({
  strategy,
  partSizeBytes,
  partCount,
});
