import type { UploadsResource } from '../resources/uploads.js';
import type { SpeedProbe } from './connection-speed.js';
import type { ProgressMeter } from './progress-meter.js';
import type { UploadSource } from './upload-source.js';

export type Sending = {
  uploads: Pick<UploadsResource, 'signParts'>;
  uploadId: string;
  source: UploadSource;
  meter: ProgressMeter;
  /** Measures the connection, on the first attempt of a new upload. */
  probe?: SpeedProbe | undefined;
  parallel: number;
  /** Whether parts are sent with checksums. Turned off when the store doesn't support them. */
  withChecksums: boolean;
  signal?: AbortSignal | undefined;
};
