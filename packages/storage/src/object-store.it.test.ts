import { createTestBucket, storeLacks } from '@media/testkit';
import { describeObjectStore } from './object-store.conformance.js';

const bucket = createTestBucket();

/** The S3 of the run: the embedded one, or any that TEST_S3_ENDPOINT names. */
describeObjectStore('the S3 of this run', async () => (await bucket).store, { checksums: storeLacks('checksums') });
