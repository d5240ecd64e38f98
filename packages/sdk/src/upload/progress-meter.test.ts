import { expect, test } from 'vitest';
import { createProgressMeter, type UploadProgress } from './progress-meter.js';

const meterOf = (totalBytes: number) => {
  const clock = { at: 0 };
  const reports: UploadProgress[] = [];
  const meter = createProgressMeter({ totalBytes, now: () => clock.at, onProgress: (report) => reports.push(report) });
  return { clock, reports, meter };
};

test('only confirmed bytes count as sent, and the speed covers the last seconds', () => {
  const { clock, reports, meter } = meterOf(1000);
  meter.startWith([{ partNumber: 1, start: 0, end: 400 }]);
  clock.at = 1_000;
  meter.sent(2, 100);
  clock.at = 2_000;
  meter.sent(3, 100);
  expect(reports.at(-1)).toEqual({ sentBytes: 400, inFlightBytes: 200, totalBytes: 1000, bytesPerSecond: 100 });
  meter.arrived(2, 300);
  expect(reports.at(-1)).toMatchObject({ sentBytes: 700, inFlightBytes: 100 });
});

test('a failed part subtracts its bytes immediately, without a negative speed', () => {
  const { clock, reports, meter } = meterOf(1000);
  meter.startWith([]);
  clock.at = 200;
  meter.sent(1, 500);
  clock.at = 210;
  meter.lost(1);
  expect(reports.at(-1)).toEqual({ sentBytes: 0, inFlightBytes: 0, totalBytes: 1000, bytesPerSecond: 0 });
});

test('a thousand updates within a tenth of a second cause one report, and the end is always reported', () => {
  const { clock, reports, meter } = meterOf(1000);
  meter.startWith([]);
  for (let bytes = 1; bytes <= 1000; bytes += 1) {
    clock.at = bytes / 20;
    meter.sent(1, bytes);
  }
  expect(reports).toHaveLength(1);
  meter.finish();
  expect(reports.at(-1)).toMatchObject({ sentBytes: 1000, inFlightBytes: 0 });
});

test('a completed part is reported immediately, even right after another report', () => {
  const { reports, meter } = meterOf(1000);
  meter.startWith([]);
  meter.sent(1, 400);
  expect(reports.at(-1)?.sentBytes).toBe(0);
  meter.arrived(1, 400);
  expect(reports.at(-1)?.sentBytes).toBe(400);
});

test('a part that the store turns out to lack no longer counts as sent', () => {
  const { reports, meter } = meterOf(1000);
  meter.startWith([
    { partNumber: 1, start: 0, end: 400 },
    { partNumber: 2, start: 400, end: 1000 },
  ]);
  expect(reports.at(-1)?.sentBytes).toBe(1000);
  meter.lost(2);
  expect(reports.at(-1)?.sentBytes).toBe(400);
  meter.sent(1, 10);
  meter.arrived(2, 600);
  expect(reports.at(-1)).toMatchObject({ sentBytes: 600, inFlightBytes: 10 });
});
