import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { expect, it } from 'vitest';
import { makeClip, readNumbers, readTimes } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const RECIPE = { ...RECIPES.stream, outputs: ['hls' as const, 'mp4' as const] };
const RATE = 25;
const SECONDS = 12;
const CLUSTERS = ['-cluster_time_limit', '1000', '-write_crc32', '0'];
const CODING = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '25', ...CLUSTERS];
const TS_PACKET_BYTES = 188;
const CLUSTER = Buffer.from([0x1f, 0x43, 0xb6, 0x75]);

type Damage = (bytes: Buffer) => Buffer;

/** Replaces about two seconds in the middle. */
const overwritten =
  (fill: (size: number) => Buffer): Damage =>
  (bytes) => {
    const [from, to] = [5, 7].map((seconds) => Math.round((bytes.length * seconds) / SECONDS));
    return Buffer.concat([bytes.subarray(0, from), fill((to ?? 0) - (from ?? 0)), bytes.subarray(to)]);
  };
const zeros = overwritten((size) => Buffer.alloc(size));
/** The same bytes in every run. */
const noise = overwritten((size) => {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, (_, block) => createHash('sha256').update(`${block}`));
  return Buffer.concat(blocks.map((block) => block.digest())).subarray(0, size);
});

const withoutPackets: Damage = (bytes) => {
  const at = (seconds: number) => TS_PACKET_BYTES * Math.round((bytes.length * seconds) / SECONDS / TS_PACKET_BYTES);
  return Buffer.concat([bytes.subarray(0, at(5)), bytes.subarray(at(7))]);
};

/** A cluster's size is a number of 1 to 8 bytes, as many as its first byte has leading zeros. Its time is the first element in it. */
const clusterMs = (bytes: Buffer, at: number): number => {
  const size = at + CLUSTER.length;
  const time = size + 1 + Math.clz32(bytes[size] ?? 0) - 24;
  return bytes.readUIntBE(time + 2, (bytes[time + 1] ?? 0) & 0x7f);
};

const withoutClusters: Damage = (bytes) => {
  const starts: number[] = [];
  for (let at = bytes.indexOf(CLUSTER); at >= 0; at = bytes.indexOf(CLUSTER, at + 4)) starts.push(at);
  const [from, to] = [5, 7].map((seconds) => starts.find((at) => clusterMs(bytes, at) >= 1000 * seconds - 100));
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

it.each([
  ['zeros in Matroska', 'zeros.mkv', zeros],
  ['noise in Matroska', 'noise.mkv', noise],
  ['removed clusters of Matroska', 'clusters.mkv', withoutClusters],
  ['zeros in MPEG-TS', 'zeros.ts', zeros],
  ['noise in MPEG-TS', 'noise.ts', noise],
  ['removed packets of MPEG-TS', 'packets.ts', withoutPackets],
])('%s: a warning says what is missing, and everything after it is in its place', async (_, name, damage) => {
  const clip = await makeClip(studio, name, { rate: String(RATE), seconds: SECONDS, output: CODING, audio: true });
  await writeFile(clip, damage(await readFile(clip)));
  const { warnings, mp4 = '' } = await processClip(studio.runner, clip, join(studio.dir, `${name}-outputs`), RECIPE);
  expect(warnings).toMatchObject([{ code: 'SOURCE_GAPS', gaps: [{ missing: 'both' }], count: 1 }]);
  const [warning] = warnings;
  const { fromMs = 0, toMs = 0 } = (warning?.code === 'SOURCE_GAPS' && warning.gaps[0]) || {};
  expect(Math.abs(fromMs - 5000)).toBeLessThan(700);
  expect(Math.abs(toMs - 7000)).toBeLessThan(700);
  const [numbers, times] = [await readNumbers(studio, mp4), await readTimes(studio, mp4, 'v:0')];
  expect(numbers.at(-1)).toBe(RATE * SECONDS - 1);
  const shown = numbers.map((number, index) => ({ number, seconds: times[index] ?? 0 }));
  // Near the gap, decoders show what is left of damaged frames.
  const intact = shown.filter(({ seconds }) => seconds < 4 || seconds > 8.2);
  expect(intact.length).toBeGreaterThan(RATE * 7);
  for (const { number, seconds } of intact) expect(Math.abs(number / RATE - seconds)).toBeLessThan(0.05);
});

/** Without its first second, but with the tables that name the streams. */
const withoutBeginning: Damage = (bytes) => {
  const end = TS_PACKET_BYTES * Math.round(bytes.length / SECONDS / TS_PACKET_BYTES);
  return Buffer.concat([bytes.subarray(0, 3 * TS_PACKET_BYTES), bytes.subarray(end)]);
};

it.each(['ts', 'mkv'])(
  'a %s file without its first key frame begins with the next one, with a warning',
  async (container) => {
    const output = [...CODING, '-g', '75', '-keyint_min', '75', '-sc_threshold', '0'];
    const options = { rate: String(RATE), seconds: SECONDS, output, audio: true };
    const whole = await makeClip(studio, 'late.ts', options);
    await writeFile(whole, withoutBeginning(await readFile(whole)));
    const clip = join(studio.dir, `late-copy.${container}`);
    // Otherwise, ffmpeg drops packets before the first key frame.
    const copy = ['-i', `file:${whole}`, '-c', 'copy', '-copyinkf', '-copyts', `file:${clip}`];
    await studio.runner.runFfmpeg(copy, { workDir: studio.dir, inputs: [whole], signal: studio.signal });
    const { warnings, mp4 = '' } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);
    expect(warnings).toMatchObject([{ code: 'BEGINNING_LOST' }]);
    const [warning] = warnings;
    const { frames = 0, lostMs = 0 } = warning?.code === 'BEGINNING_LOST' ? warning : {};
    expect(Math.abs(lostMs - 2000)).toBeLessThan(300);
    expect(Math.abs(frames - 50)).toBeLessThan(8);
    expect((await readNumbers(studio, mp4))[0]).toBe(75);
  },
);

it.each([
  ['video and audio', ['0:300', '1:301']],
  ['only video', ['0:300', '1:257']],
])('MPEG-TS in which %s moves to another track is played to its end', async (name, ids) => {
  const options = { rate: String(RATE), seconds: 4, audio: true };
  const clip = await makeClip(studio, `${name.replaceAll(' ', '-')}.ts`, { ...options, output: CODING });
  const moved = [...ids.flatMap((id) => ['-streamid', id]), '-output_ts_offset', '4.2'];
  const second = await makeClip(studio, 'second.ts', { ...options, output: [...CODING, ...moved] });
  await writeFile(clip, Buffer.concat([await readFile(clip), await readFile(second)]));
  const { warnings, plan, mp4 = '' } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);
  expect(warnings).toContainEqual({ code: 'TRACKS_JOINED', afterMs: expect.closeTo(4000, -2) });
  expect(warnings.map(({ code }) => code)).not.toContain('VIDEO_TRACKS_LEFT_OUT');
  expect(plan.audios).toHaveLength(1);
  const frames = [...Array(4 * RATE).keys()];
  // FFmpeg returns the last packet of the first part too late: a B-frame, which is shown before the last frame.
  expect(await readNumbers(studio, mp4)).toEqual([...frames.filter((frame) => frame !== 98), ...frames]);
});
