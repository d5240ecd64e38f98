import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { expect, it } from 'vitest';
import { findBeeps } from './beeps.harness.js';
import { BEEP_EVERY_SECONDS, makeClip, readNumbers, readTimes } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const RECIPE = { ...RECIPES.stream, outputs: ['hls' as const, 'mp4' as const] };
const SECONDS = 10;
const CODING = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '25'];

/** Adobe's FLV specification 10.1, E.4.1: type, 3 bytes of size, 3 of time in milliseconds. The high byte stands for 65 s. */
const tagsOf = (bytes: Buffer, type: number): number[] => {
  const found: number[] = [];
  for (let at = 13; at + 11 < bytes.length; at += 15 + bytes.readUIntBE(at + 1, 3))
    if (bytes[at] === type) found.push(at);
  return found;
};

const flip = (bytes: Buffer, at: number): void => {
  bytes[at] = (bytes[at] ?? 0) ^ 0x40;
};

it.each([
  ['of video', 9, 100],
  ['of a key frame', 9, 126],
  ['of audio', 8, 200],
  ['of the last video', 9, -2],
])('a damaged time %s in FLV is repaired', async (name, type, tag) => {
  const file = `${name.replaceAll(' ', '-')}.flv`;
  const clip = await makeClip(studio, file, { rate: '25', seconds: SECONDS, output: CODING, audio: true });
  const bytes = await readFile(clip);
  flip(bytes, (tagsOf(bytes, type).at(tag) ?? 0) + 4);
  await writeFile(clip, bytes);
  const {
    warnings,
    plan,
    mp4 = '',
  } = await processClip(studio.runner, clip, join(studio.dir, `${file}-outputs`), RECIPE);
  expect(warnings).toEqual([{ code: 'TIMES_REPAIRED', packets: 1 }]);
  expect(Math.abs(plan.durationMs - 1000 * SECONDS)).toBeLessThan(100);
  const [numbers, times] = [await readNumbers(studio, mp4), await readTimes(studio, mp4, 'v:0')];
  expect(numbers).toEqual([...Array(25 * SECONDS).keys()]);
  for (const [number, seconds] of times.entries()) expect(Math.abs(seconds - number / 25)).toBeLessThan(0.03);
  const starts = await findBeeps(studio, mp4);
  expect(starts).toHaveLength(15);
  for (const [index, start] of starts.entries())
    expect(Math.abs(start - index * BEEP_EVERY_SECONDS)).toBeLessThan(0.06);
});

/** ISO/IEC 13818-1 2.4.3.7: the start code of video, and PTS_DTS_flags with its highest time bits. */
const VIDEO_PACKET = Buffer.from([0, 0, 1, 0xe0]);

it('a damaged time in MPEG-TS does not count as a restart', async () => {
  const clip = await makeClip(studio, 'damaged.ts', { rate: '25', seconds: SECONDS, output: CODING });
  const bytes = await readFile(clip);
  const packets: number[] = [];
  for (let at = bytes.indexOf(VIDEO_PACKET); at >= 0; at = bytes.indexOf(VIDEO_PACKET, at + 4)) packets.push(at);
  const packet = packets[120] ?? 0;
  for (const at of (bytes[packet + 7] ?? 0) & 0x40 ? [9, 14] : [9])
    bytes[packet + at] = (bytes[packet + at] ?? 0) ^ 0x04;
  await writeFile(clip, bytes);
  const { warnings, mp4 = '' } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);
  expect(warnings).toEqual([{ code: 'TIMES_REPAIRED', packets: 1 }]);
  expect(await readNumbers(studio, mp4)).toEqual([...Array(25 * SECONDS).keys()]);
});
