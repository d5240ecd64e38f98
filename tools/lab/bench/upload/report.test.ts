import { expect, test } from 'vitest';
import { report } from './report.ts';

const sample = (sentSeconds: number, wallSeconds: number, api?: number) => ({
  sentSeconds,
  wallSeconds,
  cpuSeconds: { client: 1, store: 2, ...(api !== undefined && { api }) },
});

test('throughput is compared within each pair, so a slow pair counts like any other', () => {
  const table = report(
    {
      SDK: [sample(2, 2.5, 0.1), sample(20, 25, 0.1), sample(2, 2, 0.3)],
      curl: [sample(1, 2), sample(18, 20), sample(2, 3)],
    },
    2e9,
  );
  expect(table.SDK).toMatchObject({ 'MB/s sent': '1000', API: '0.05', 'SDK / this, sent': '' });
  expect(table.curl).toMatchObject({
    'CPU s/GB: client': '0.50',
    server: '1.00',
    API: '',
    'SDK / this, sent': '0.90 (0.50 to 1.00)',
    'SDK / this, to the end': '0.80 (0.80 to 1.50)',
  });
});
