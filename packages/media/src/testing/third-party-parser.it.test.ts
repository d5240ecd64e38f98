import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { createFile, MP4BoxBuffer } from 'mp4box';
import { beforeAll, expect, it } from 'vitest';
import { chunkFile } from '../index.js';
import { makeClip, readNumbers } from './numbered-clip.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();
let processed: Processed;
let dir: string;
beforeAll(async () => {
  dir = join(studio.dir, 'job');
  const clip = await makeClip(studio, 'clip.mp4', { seconds: 6, rate: '30000/1001', audio: true });
  processed = await processClip(studio.runner, clip, dir, RECIPES.stream);
});

const objectOf = (chunk: number): string =>
  chunkFile(join(dir, `chunk${chunk}`), { name: processed.plan.video?.renditions[0]?.name ?? '' });

/** The track, fragments and samples that a third-party library finds in a file. */
const readForeign = (bytes: Buffer) => {
  const file = createFile();
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(new Uint8Array(bytes).buffer, 0));
  file.flush();
  const info = file.getInfo();
  const track = info.tracks[0];
  return { info, track, samples: file.getTrackSamplesInfo(track?.id ?? 0) };
};

it('a third-party library agrees with our rows about stored objects', async () => {
  let frames = 0;
  for (const [index, parsed] of (processed.chunks[0] ?? []).entries()) {
    const { info, track, samples } = readForeign(await readFile(objectOf(index)));
    expect(info.isFragmented).toBe(true);
    expect([track?.codec, track?.timescale]).toEqual([parsed.track.codec, parsed.track.timescale]);
    expect(samples.filter(({ is_sync }) => is_sync).map(({ dts }) => dts)).toEqual(
      parsed.segments.map(({ decodeTicks }) => decodeTicks),
    );
    frames += samples.length;
  }
  expect(frames).toBe(180);
});

it('the byte ranges of an I-frame playlist are enough to decode each key frame', async () => {
  const shown: number[] = [];
  for (const [index, { init, segments }] of (processed.chunks[0] ?? []).entries()) {
    const bytes = await readFile(objectOf(index));
    for (const { offset, keyframeBytes } of segments) {
      const alone = join(studio.dir, 'key-frame.mp4');
      const key = bytes.subarray(offset, offset + keyframeBytes);
      await writeFile(alone, Buffer.concat([bytes.subarray(0, init.sizeBytes), key]));
      shown.push((await readNumbers(studio, alone))[0] ?? -1);
      expect(keyframeBytes).toBeLessThan(0.5 * (segments[0]?.sizeBytes ?? 0));
    }
  }
  expect(shown).toEqual([0, 120]);
});

it('a third-party library finds the audio, too', async () => {
  const { track, samples } = readForeign(await readFile(join(dir, 'a0', 'audio.mp4')));
  expect(track?.codec).toBe('mp4a.40.2');
  expect(samples[0]?.dts).toBe(0);
  expect(samples.length).toBeGreaterThan((6 * 48_000) / 1024);
});
