import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { rotateClip } from '@media/testkit';
import { describe, expect, it } from 'vitest';
import { copyWhole } from './copy-whole.harness.js';
import { expectCuts } from './expect-exact.harness.js';
import { makeClip, readNumbers } from './numbered-clip.harness.js';
import { packetClockOf } from './packet-clock.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

/** Like a phone recording: B-frames, and a closed GOP every two seconds. */
const PHONE = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', '3', '-b:v', '600k', '-maxrate', '800k'],
  ...['-bufsize', '800k', '-g', '60', '-keyint_min', '60', '-sc_threshold', '0'],
];
/** Padded to 3 Mbit/s: as many bits as noise has, and much faster to encode and decode. */
const FILLED = ['-b:v', '3M', '-minrate', '3M', '-maxrate', '3M', '-bufsize', '3M', '-x264-params', 'nal-hrd=cbr'];
const COPYING: Recipe = {
  ...RECIPES.stream,
  video: {
    ...{ preset: 'veryfast', crf: 23, maxFrameRate: 60, capAtSource: false, copy: true },
    ladder: [
      { name: 'large', shortSide: 180, longSide: 320, maxBitrateBps: 1_500_000 },
      { name: 'small', shortSide: 90, longSide: 160, maxBitrateBps: 200_000 },
    ],
  },
};

const studio = useStudio();
let count = 0;

const run = (clip: string): Promise<Processed> => {
  count += 1;
  return processClip(studio.runner, clip, join(studio.dir, `copy${count}`), COPYING);
};
const mp4Of = ({ mp4 }: Processed): string => mp4 ?? 'no MP4 was made';
const upTo = (frames: number) => Array.from({ length: frames }, (_, index) => index);
const ruleOf = ({ plan }: Processed): string | undefined => plan.video?.copy.rule;

const remux = async (clip: string, name: string, ...options: string[]): Promise<string> => {
  const path = join(studio.dir, name);
  const argv = ['-i', `file:${clip}`, '-map', '0', '-c', 'copy', ...options, `file:${path}`];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [clip], signal: studio.signal });
  return path;
};

describe('incompatible video is encoded', () => {
  it.each([
    ['closed-groups', 'open groups', ['-x264-params', 'open-gop=1:keyint=60:scenecut=0']],
    ['group-length', 'ten seconds between key frames', ['-g', '300', '-keyint_min', '300']],
    ['profile', 'ten bits', ['-pix_fmt', 'yuv420p10le']],
    ['profile', 'full color', ['-pix_fmt', 'yuv444p']],
    ['bitrate', 'too many bits', FILLED],
    ['codec', 'another codec', ['-c:v', 'mpeg4']],
  ])('by the rule "%s": %s', async (rule, name, options) => {
    const clip = await makeClip(studio, `${name}.mp4`, { seconds: 7, output: [...PHONE, ...options] });
    const processed = await run(clip);
    expect(ruleOf(processed)).toBe(rule);
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(210));
    expectCuts(processed);
  });

  it('by the rule "upright": rotated video', async () => {
    const level = await makeClip(studio, 'level.mp4', { seconds: 1, output: PHONE });
    expect(ruleOf(await run(await rotateClip(level, 270)))).toBe('upright');
  });
});

describe('video whose audio continues', () => {
  it.each([3, 10])('is copied, and its last frame is held for %d s', async (extraSeconds) => {
    const seconds = 7;
    const clip = await makeClip(studio, `held-${extraSeconds}.mp4`, {
      ...{ seconds, audio: true, audioSeconds: seconds + extraSeconds, output: PHONE },
    });
    const processed = await run(clip);
    expect(ruleOf(processed)).toBe('fit');
    expect(await readNumbers(studio, mp4Of(processed))).toEqual(upTo(210));
    expectCuts(processed);
    const lengths = await studio.runner.runFfprobe(
      ['-v', 'error', '-show_entries', 'stream=duration', '-of', 'csv=p=0', mp4Of(processed)],
      { workDir: studio.dir, inputs: [mp4Of(processed)], signal: studio.signal },
    );
    for (const length of lengths.trim().split('\n')) expect(Number(length)).toBeCloseTo(seconds + extraSeconds, 0);
  });
});

describe("a copy that doesn't match the plan", () => {
  it('is refused', async () => {
    const clip = await makeClip(studio, 'planned.mp4', { seconds: 5, output: PHONE });
    const { plan } = await run(clip);
    const [rendition] = plan.video?.renditions ?? [];
    if (!plan.video || !rendition) throw new Error('no video');
    const video = plan.video;
    const packetClock = await packetClockOf(studio.runner);
    const copy = (source: string) =>
      copyWhole(
        (argv) => studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [source], signal: studio.signal }),
        { input: source, video, rendition, path: join(studio.dir, 'refused.mp4'), packetClock },
      );
    const shorter = await remux(clip, 'shorter.mp4', '-frames:v', '140');
    await expect(copy(shorter)).rejects.toMatchObject({ code: 'OUTPUT_WRONG', details: { reason: 'frames' } });
    const unlike = await makeClip(studio, 'unlike.mp4', {
      seconds: 5,
      output: [...PHONE, '-g', '45', '-keyint_min', '45'],
    });
    await expect(copy(unlike)).rejects.toMatchObject({ code: 'OUTPUT_WRONG', details: { reason: 'frames' } });
    const open = ['-bf', '0', '-x264-params', 'open-gop=1:keyint=60:scenecut=0:bframes=2:b-pyramid=none'];
    const noIdr = await makeClip(studio, 'open.mp4', { seconds: 5, output: [...PHONE, ...open] });
    await expect(copy(noIdr)).rejects.toMatchObject({
      ...{ code: 'OUTPUT_WRONG', details: { reason: 'key frame is not an IDR frame' } },
    });
  });
});
