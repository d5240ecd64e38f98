import { createTestBucket, storeLacks } from '@media/testkit';
import { describeObjectStore } from './object-store.conformance.js';

const bucket = createTestBucket();

/** Runs against the embedded S3, or the one in TEST_S3_ENDPOINT. */
describeObjectStore('the S3 of this run', async () => (await bucket).store, { checksums: storeLacks('checksums') });
