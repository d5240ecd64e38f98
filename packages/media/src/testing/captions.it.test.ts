import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES } from '@media/core';
import { expect, it } from 'vitest';
import { makeClip } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

const RECIPE = { ...RECIPES.stream, outputs: ['hls' as const] };

const START_CODE = Buffer.from([0, 0, 1]);
/** ITU-T H.264, table 7-1: slices of other frames and of key frames. */
const SLICES = new Set([1, 5]);
/** A message of supplemental information (ATSC A/53 part 4, 6.2.3) with a pair of CEA-608 characters. */
const CAPTION = Buffer.from([
  ...[0, 0, 1, 0x06, 0x04, 14, 0xb5, 0x00, 0x31, ...Buffer.from('GA94'), 0x03, 0xc1, 0xff],
  ...[0xfc, 0xc8, 0xe9, 0xff, 0x80],
]);

/** With a caption before each frame, of which each is one slice. */
const withCaptions = (bytes: Buffer): Buffer => {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(START_CODE); at >= 0; at = bytes.indexOf(START_CODE, at + 3)) {
    if (!SLICES.has((bytes[at + 3] ?? 0) & 0x1f)) continue;
    parts.push(bytes.subarray(from, at), CAPTION);
    from = at;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
};

const makeCaptioned = async (name: string): Promise<string> => {
  const output = ['-c:v', 'libx264', '-preset', 'ultrafast', '-x264-params', 'slices=1:threads=1', '-f', 'h264'];
  const plain = await makeClip(studio, `${name}.h264`, { seconds: 2, rate: '25', output });
  await writeFile(plain, withCaptions(await readFile(plain)));
  const path = join(studio.dir, name);
  const copy = ['-framerate', '25', '-f', 'h264', '-i', `file:${plain}`, '-c', 'copy', `file:${path}`];
  await studio.runner.runFfmpeg(copy, { workDir: studio.dir, inputs: [plain], signal: studio.signal });
  return path;
};

it.each(['mp4', 'mkv', 'ts', 'flv'])('captions inside the frames of a %s file are reported', async (container) => {
  const clip = await makeCaptioned(`captions.${container}`);
  const { warnings, plan } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);
  expect(warnings).toEqual([{ code: 'EMBEDDED_CAPTIONS_LEFT_OUT' }]);
  expect(plan.video?.frameCount).toBe(50);
});
