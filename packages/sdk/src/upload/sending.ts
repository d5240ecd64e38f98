import type { uploadsResource } from '../resources/uploads.js';
import type { SpeedProbe } from './line-speed.js';
import type { ProgressMeter } from './progress-meter.js';
import type { UploadSource } from './upload-source.js';

export type Sending = {
  uploads: Pick<ReturnType<typeof uploadsResource>, 'signParts'>;
  uploadId: string;
  source: UploadSource;
  meter: ProgressMeter;
  /** Measures the line, where that is of use. */
  probe?: SpeedProbe | undefined;
  parallel: number;
  /** Whether parts go with checksums; until the store says that it takes none. */
  withChecksums: boolean;
  signal?: AbortSignal | undefined;
};
