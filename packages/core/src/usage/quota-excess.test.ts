import { expect, test } from 'vitest';
import { failureMessage } from '../errors/failure-reasons.js';
import { findExcess, quotaText } from './quota-excess.js';
import type { Usage } from './usage.js';

const GB = 1e9;
const NOW = new Date('2026-12-31T23:59:59.999Z');
const USAGE: Usage = {
  ...{ reservedBytes: 2 * GB, sourceBytes: 5 * GB, outputBytes: 1 * GB, videoCount: 3 },
  month: { uploadedBytes: 30 * GB, sourceSeconds: 3_600, encodeCpuSeconds: 10 },
};
const LIMITS = { storageBytes: 10 * GB, monthlyUploadBytes: 40 * GB, monthlySourceSeconds: 7_200 };

test('a request up to exactly the limit is allowed, and one byte more is not', () => {
  expect(findExcess(USAGE, LIMITS, { uploadBytes: 2 * GB, sourceSeconds: 3_600 }, NOW)).toBeUndefined();
  const excess = findExcess(USAGE, LIMITS, { uploadBytes: 2 * GB + 1 }, NOW);
  expect(excess).toEqual({ quota: 'storageBytes', limit: 10 * GB, used: 8 * GB, requested: 2 * GB + 1 });
});

test('the limits of a month start again at its end in UTC', () => {
  const limits = { ...LIMITS, storageBytes: 100 * GB };
  expect(findExcess(USAGE, limits, { uploadBytes: 11 * GB }, NOW)).toEqual({
    ...{ quota: 'monthlyUploadBytes', limit: 40 * GB, used: 30 * GB, requested: 11 * GB },
    resetsAt: '2027-01-01T00:00:00.000Z',
  });
  expect(findExcess(USAGE, limits, { sourceSeconds: 3_601 }, NOW)).toMatchObject({ quota: 'monthlySourceSeconds' });
});

test('without a limit nothing is refused, also above the limits of what is not requested', () => {
  expect(findExcess(USAGE, {}, { uploadBytes: 1e15, sourceSeconds: 1e9 }, NOW)).toBeUndefined();
  expect(findExcess(USAGE, { storageBytes: 1 }, { sourceSeconds: 1 }, NOW)).toBeUndefined();
});

test('a limit of 0 refuses everything', () => {
  expect(findExcess(USAGE, { storageBytes: 0 }, { uploadBytes: 1 }, NOW)).toMatchObject({ limit: 0 });
});

test('the text names the limit and the way out', () => {
  const excess = { limit: 10 * GB, used: 8 * GB, requested: 3 * GB };
  const resetsAt = '2027-01-01T00:00:00.000Z';
  expect(quotaText({ quota: 'storageBytes', ...excess })).toBe(
    'This file needs 3.00 GB of storage, but the organization already uses 8.00 GB of 10.0 GB. Delete videos and empty the trash, cancel uploads, or ask the operator of this server for a higher limit.',
  );
  expect(quotaText({ quota: 'monthlyUploadBytes', ...excess, resetsAt })).toBe(
    'This file is 3.00 GB, but the organization has already uploaded 8.00 GB of 10.0 GB this month. Wait until 2027-01-01 (UTC), or ask the operator of this server for a higher limit.',
  );
});

test('a file that never fits is not answered with advice to make room or to wait', () => {
  const excess = { limit: 2 * GB, used: 0, requested: 3 * GB };
  expect(quotaText({ quota: 'storageBytes', ...excess })).toBe(
    "This file needs 3.00 GB of storage, but the organization's limit is 2.00 GB. Upload a smaller file, or ask the operator of this server for a higher limit.",
  );
  expect(quotaText({ quota: 'monthlyUploadBytes', ...excess, resetsAt: '2027-01-01T00:00:00.000Z' })).toBe(
    "This file is 3.00 GB, but the organization's limit for the uploads of a month is 2.00 GB. Upload a smaller file, or ask the operator of this server for a higher limit.",
  );
  expect(quotaText({ quota: 'storageBytes', limit: 0, used: 0, requested: 1 })).toBe(
    "This file needs 1 B of storage, but the organization's limit is 0 B. Ask the operator of this server for a higher limit.",
  );
});

test('a video that exceeds a limit says by how much', () => {
  const excess = { quota: 'monthlySourceSeconds', limit: 36_000, used: 35_000, requested: 3_723 } as const;
  expect(failureMessage('QUOTA_EXCEEDED', { code: 'QUOTA', ...excess })).toBe(
    "This would exceed one of the organization's limits. This video lasts 1:02:03, but the organization has already processed 9:43:20 of 10:00:00 this month. Wait until the month ends (UTC), or ask the operator of this server for a higher limit, then try again.",
  );
});
