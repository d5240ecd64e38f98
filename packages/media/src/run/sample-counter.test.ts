import { expect, it } from 'vitest';
import { createSampleCounter } from './sample-counter.js';

it.each([
  ['5.1', 'pos:-9 fmt:fltp channels:2 chlayout:stereo'],
  ['7.1', 'fmt:fltp channels:2 chlayout:stereo'],
])('adds up the frames that ffmpeg %s logs', (_, format) => {
  const lineOf = (samples: number): string =>
    `[info] n:0 pts:0 pts_time:0 ${format} rate:48000 nb_samples:${samples} checksum:DFC2366A plane_checksums: [ DFC2366A ]`;
  const counter = createSampleCounter();
  expect(counter.samples()).toBe(0);
  counter.add(`[Parsed_ashowinfo_9 @ 0x55] ${lineOf(65_521)}`);
  counter.add('[info] video:0kB audio:518kB subtitle:0kB other streams:0kB');
  counter.add(`size=    9216kB time=00:09:55.75 bitrate= 126.7kbits/s ${lineOf(479)}`);
  expect(counter.samples()).toBe(66_000);
});
