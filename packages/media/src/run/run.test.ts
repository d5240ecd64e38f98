import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createBenchmarkReader } from './benchmark.js';
import { classifyExit, type Exit } from './classify-exit.js';
import { createLogTail } from './log-tail.js';
import { createProgressReader, type Progress } from './progress.js';
import { readLines } from './read-lines.js';

const exit = (changes: Partial<Exit>): Exit => ({
  ...{ program: 'ffmpeg', exitCode: 1, signal: null, cpuSeconds: 1, cpuLimitSeconds: 100, log: '' },
  ...changes,
});

describe('the reason for an exit', () => {
  it.each<[string, Partial<Exit>, string | undefined]>([
    ['succeeded', { exitCode: 0, log: '[error] one frame was bad' }, undefined],
    ['was cancelled', { exitCode: null, signal: 'SIGKILL', stoppedBecause: 'cancelled' }, 'CANCELLED'],
    [
      'was stopped by the watchdog',
      { exitCode: null, signal: 'SIGKILL', stoppedBecause: 'stalled' },
      'ENCODER_STALLED',
    ],
    [
      'used more memory than its budget',
      { exitCode: null, signal: 'SIGKILL', stoppedBecause: 'outOfMemory' },
      'ENCODER_OUT_OF_MEMORY',
    ],
    ['was refused memory', { log: 'x264 [error]: malloc of size 8323072 failed' }, 'ENCODER_OUT_OF_MEMORY'],
    [
      'was refused memory by its own limit',
      { exitCode: 244, log: ': Cannot allocate memory' },
      'ENCODER_OUT_OF_MEMORY',
    ],
    ['wrote too large a file', { exitCode: null, signal: 'SIGXFSZ' }, 'ENCODER_LIMIT'],
    ['wrote too large a file inside bubblewrap', { exitCode: 153 }, 'ENCODER_LIMIT'],
    [
      'caught the soft CPU limit',
      { exitCode: 255, log: '[info] Exiting normally, received signal 24.' },
      'ENCODER_LIMIT',
    ],
    ['hit the hard CPU limit', { exitCode: 137, cpuSeconds: 105 }, 'ENCODER_LIMIT'],
    ['was killed from outside', { exitCode: 137 }, 'ENCODER_CRASHED'],
    ['crashed', { exitCode: null, signal: 'SIGSEGV' }, 'ENCODER_CRASHED'],
    ['filled the disk', { log: 'av_interleaved_write_frame(): No space left on device' }, 'DISK_FULL'],
    ['could not be sandboxed', { log: 'bwrap: No permissions to create new namespace' }, 'SANDBOX_UNAVAILABLE'],
    ['read invalid data', { log: 'file:x: Invalid data found when processing input' }, 'SOURCE_DAMAGED'],
    ['could not be probed', { program: 'ffprobe', log: 'Format not on whitelist' }, 'SOURCE_NOT_MEDIA'],
    [
      'probed a large still image, whose format is not allowed',
      {
        program: 'ffprobe',
        log: '[IMGUTILS @ 0x1] Picture size 16384x16384 is invalid\n[png_pipe @ 0x2] Format not on whitelist',
      },
      'SOURCE_NOT_MEDIA',
    ],
    [
      'probed video that is too large',
      { program: 'ffprobe', log: 'Picture size 8192x8192 exceeds specified max pixel count 36000000' },
      'SOURCE_TOO_LARGE_PICTURE',
    ],
    [
      'read a frame without a size',
      { log: 'Picture size 0x0 is invalid\nInvalid data found when processing input' },
      'SOURCE_DAMAGED',
    ],
    ['failed without a known reason', { log: 'Something else' }, 'ENCODER_CRASHED'],
  ])('is classified: it %s', (_, changes, code) => expect(classifyExit(exit(changes))).toBe(code));
});

describe('the log', () => {
  it('keeps the last eight kilobytes of errors and warnings and counts the errors', () => {
    const log = createLogTail();
    for (let line = 0; line < 1000; line += 1) log.add(`[h264 @ 0x1] [error] frame ${line} could not be decoded`);
    log.add('[info] frame I:1');
    log.add('[warning] the last word');
    expect(log.text().length).toBeLessThanOrEqual(8192);
    expect(log.text()).toMatch(/frame 999 could not be decoded\n\[warning\] the last word$/);
    expect(log.errorCount()).toBe(1000);
  });

  it('drops info lines, but not why ffmpeg exited early', () => {
    const log = createLogTail();
    log.add('[info] frame I:1');
    log.add('[info] Exiting normally, received signal 24.');
    expect(log.text()).toBe('[info] Exiting normally, received signal 24.');
  });

  it('yields the resource usage that ffmpeg reports', () => {
    const reader = createBenchmarkReader();
    reader.add('[info] bench: utime=1.250s stime=0.250s rtime=0.900s');
    reader.add('[info] bench: maxrss=2048kB');
    expect(reader.usage()).toEqual({ cpuSeconds: 1.5, maxRssBytes: 2_097_152 });
  });
});

describe('progress', () => {
  it('is reported once per block, and tolerates unknown values', () => {
    const seen: Progress[] = [];
    const read = createProgressReader((progress) => seen.push(progress));
    for (const line of [
      'frame=0',
      'out_time_us=N/A',
      'progress=continue',
      'frame=30',
      'out_time_us=1000000',
      'progress=end',
    ])
      read(line);
    expect(seen).toEqual([
      { outTimeMs: 0, frames: 0 },
      { outTimeMs: 1000, frames: 30 },
    ]);
  });
});

describe('lines', () => {
  it('are complete however the bytes are split, and also end at carriage returns', async () => {
    const lines: string[] = [];
    await readLines(Readable.from([Buffer.from('a\nb'), Buffer.from('c\r\nd\re')]), (line) => lines.push(line));
    expect(lines).toEqual(['a', 'bc', 'd', 'e']);
  });

  it('are complete up to the longest allowed one', async () => {
    const parts = Array.from({ length: 10 }, () => Buffer.alloc(100_000, 'x'));
    const lines: string[] = [];
    await readLines(Readable.from([...parts, Buffer.from('y\nz')]), (line) => lines.push(line), 1_000_001);
    expect(lines.map(({ length }) => length)).toEqual([1_000_001, 1]);
  });

  it("without an end don't fill the memory", async () => {
    const lines: string[] = [];
    await readLines(Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(100_000, 'x'))), (line) =>
      lines.push(line),
    );
    expect(lines.join('').length).toBeLessThan(200_000);
  });
});
