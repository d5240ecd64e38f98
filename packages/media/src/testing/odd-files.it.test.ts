import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPES, type Recipe } from '@media/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beeps, findBeeps } from './beeps.harness.js';
import { BEEP_EVERY_SECONDS, makeClip, readNumbers, readTimes } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { openStudio } from './studio.harness.js';

let studio: Awaited<ReturnType<typeof openStudio>>;
beforeAll(async () => {
  studio = await openStudio();
});
afterAll(() => studio[Symbol.asyncDispose]());

const { video } = RECIPES.stream;
const RECIPE: Recipe = {
  ...{ ...RECIPES.stream, outputs: ['hls', 'mp4'] },
  ...(video && { video: { ...video, copy: false } }),
};

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25'];
const picture = (seconds: number, size = '128x96') => ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=25:d=${seconds}`];
const sound = (seconds: number) => ['-f', 'lavfi', '-i', beeps('stereo', 48_000, seconds)];

const make = async (name: string, argv: string[]): Promise<string> => {
  const path = join(studio.dir, name);
  await studio.runner.runFfmpeg([...argv, `file:${path}`], { workDir: studio.dir, inputs: [], signal: studio.signal });
  return path;
};

/** The start code of a PES packet with H.264, as ffmpeg numbers its streams. */
const VIDEO_PACKET = Buffer.from([0, 0, 1, 0xe2]);

const process = (clip: string) => processClip(studio.runner, clip, `${clip}-outputs`, RECIPE);

it('fragmented MP4 files that were joined are refused with the reason', async () => {
  const fragments = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
  const clip = await make('joined.mp4', [...picture(2), ...X264, ...fragments]);
  await appendFile(clip, await readFile(clip));
  await expect(process(clip)).rejects.toMatchObject({
    ...{ code: 'SOURCE_UNSUPPORTED', details: { reason: { code: 'TIMES_START_OVER' } } },
  });
});

it.each([
  ['WebM', 'joined.webm', ['-c:a', 'libopus']],
  ['WebM of a browser, without a duration', 'recorded.webm', ['-c:a', 'libopus', '-live', '1']],
  ['fragmented MP4', 'joined.m4a', ['-c:a', 'aac', '-movflags', '+frag_keyframe+empty_moov', '-f', 'mp4']],
])('joined audio in %s is refused, too', async (_, name, output) => {
  const clip = await make(name, [...sound(2), ...output]);
  await appendFile(clip, await readFile(clip));
  await expect(processClip(studio.runner, clip, `${clip}-outputs`, RECIPES.audio)).rejects.toMatchObject({
    ...{ code: 'SOURCE_UNSUPPORTED', details: { reason: { code: 'TIMES_START_OVER' } } },
  });
});

it('audio in Matroska that was cut has the duration of what is left, and a warning', async () => {
  const clip = await make('cut.mka', [...sound(3), '-c:a', 'aac']);
  const { size } = await stat(clip);
  await truncate(clip, Math.round(0.7 * size));
  const { plan } = await processClip(studio.runner, clip, `${clip}-outputs`, RECIPES.audio);
  expect(plan.warnings).toMatchObject([{ code: 'SOURCE_TRUNCATED', presentMs: plan.durationMs }]);
  expect(plan.durationMs).toBeLessThan(2500);
});

it('a fragmented MP4 that was cut in the video of a fragment keeps every whole frame', async () => {
  const fragments = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
  const output = [...X264, '-g', '75', '-c:a', 'pcm_s16le', '-f', 'mov', ...fragments];
  const clip = await makeClip(studio, 'cut.mov', { rate: '25', seconds: 6, output, audio: true });
  const bytes = await readFile(clip);
  // Video comes before audio, which takes two thirds of a fragment.
  const last = bytes.lastIndexOf('moof');
  await truncate(clip, last + Math.round((bytes.length - last) * 0.2));
  const outputs = join(studio.dir, 'cut-outputs');
  const { plan, lostFrames, mp4 = '' } = await processClip(studio.runner, clip, outputs, RECIPE);
  expect(plan.warnings).toMatchObject([{ code: 'SOURCE_TRUNCATED', presentMs: plan.durationMs }]);
  expect(plan.durationMs).toBeGreaterThan(3200);
  expect(lostFrames).toBeLessThanOrEqual(1);
  const numbers = await readNumbers(studio, mp4);
  const whole = (plan.video?.frameCount ?? 0) - 1;
  expect(numbers.slice(0, whole)).toEqual(Array.from({ length: whole }, (_, number) => number));
});

it('MPEG-2 whose frame size changes is processed with a warning', async () => {
  const first = await make('changing.ts', [...picture(2, '160x120'), '-c:v', 'mpeg2video']);
  const wide = [...picture(2, '320x180'), '-c:v', 'mpeg2video', '-output_ts_offset', '2'];
  await appendFile(first, await readFile(await make('wide.ts', wide)));
  const { plan, lostFrames } = await process(first);
  expect(plan.warnings).toMatchObject([{ code: 'SHAPE_CHANGES' }]);
  const [warning] = plan.warnings;
  expect(warning?.code === 'SHAPE_CHANGES' && warning.shapes).toHaveLength(2);
  expect(plan.video?.frameCount).toBe(100);
  // The one that the decoder holds back at the change.
  expect(lostFrames).toBeLessThanOrEqual(1);
});

it('a single frame in Matroska is shown for as long as the audio lasts', async () => {
  const { plan, mp4 = '' } = await process(
    await make('still.mkv', [...picture(0.04), ...sound(4), ...X264, '-c:a', 'aac']),
  );
  expect(plan.video?.frameCount).toBe(1);
  expect(plan.durationMs).toBeGreaterThan(3900);
  expect(await findBeeps(studio, mp4)).toHaveLength(4);
});

it.each([
  ['MP4', 'mp4', 'avc1', ['-c:v', 'libx264', '-c:a', 'aac']],
  ['AVI', 'avi', 'FMP4', ['-c:v', 'mpeg4', '-c:a', 'mp3']],
])(
  'video in a codec that nobody knows is refused by its name in %s, but its audio can be used alone',
  async (_, extension, tag, coding) => {
    const clip = await make(`nameless.${extension}`, [...picture(1), ...sound(1), ...coding]);
    const bytes = await readFile(clip);
    for (let at = bytes.indexOf(tag); at >= 0; at = bytes.indexOf(tag, at)) bytes.write('xyz1', at);
    await writeFile(clip, bytes);
    await expect(process(clip)).rejects.toMatchObject({
      ...{ code: 'SOURCE_UNSUPPORTED', details: { reason: { code: 'CODEC_UNSUPPORTED', codec: 'xyz1', of: 'video' } } },
    });
    const { plan } = await processClip(studio.runner, clip, `${clip}-audio`, RECIPES.audio);
    expect(plan.audios).toHaveLength(1);
  },
);

it('an audio track that nothing decodes is left out with a warning, and the other one is kept', async () => {
  const tracks = ['-map', '0', '-map', '1', '-map', '1', '-c:a', 'aac', '-metadata:s:a:1', 'language=deu'];
  const clip = await make('unusable.mp4', [...picture(2), ...sound(2), ...tracks, ...X264]);
  const bytes = await readFile(clip);
  const entry = bytes.lastIndexOf('mp4a');
  bytes.write('mhm1', entry);
  bytes.write('free', bytes.indexOf('esds', entry));
  await writeFile(clip, bytes);
  const { plan, mp4 = '' } = await process(clip);
  expect(plan.warnings).toMatchObject([
    { code: 'AUDIO_UNUSABLE', track: 2, codec: 'mhm1', language: 'de', problem: 'codec' },
  ]);
  expect(plan.audios).toMatchObject([{ streamIndex: 1, default: true }]);
  expect(await findBeeps(studio, mp4)).toHaveLength(2);
});

it.each([
  ['at 60 frames per second', '0', '60'],
  ['with B-frames', '2', '25'],
])('H.264 %s in ASF, which has no presentation times, is in sync and complete', async (_, bFrames, rate) => {
  const coding = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', bFrames];
  const options = { size: '128x96', rate, seconds: 2, output: [...coding, '-c:a', 'pcm_s16le'], audio: true };
  const { plan, mp4 = '' } = await process(await makeClip(studio, `one-time-${bFrames}.wmv`, options));
  expect(plan.video?.clock.kind).toBe('constant');
  expect(await readNumbers(studio, mp4)).toEqual([...Array(2 * Number(rate)).keys()]);
  const starts = await findBeeps(studio, mp4);
  expect(starts).toHaveLength(3);
  for (const [index, start] of starts.entries())
    expect(Math.abs(start - index * BEEP_EVERY_SECONDS)).toBeLessThan(0.005);
});

it('H.264 with B-frames and a variable frame rate in ASF does not drift away from its audio', async () => {
  const output = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', '3', '-c:a', 'pcm_s16le'];
  const options = { size: '128x96', rate: '60', seconds: 3, filters: "select='not(eq(mod(n,5),1))'", output };
  const { plan, mp4 = '' } = await process(await makeClip(studio, 'variable.wmv', { ...options, audio: true }));
  expect(plan.warnings).toEqual([]);
  const [numbers, times] = [await readNumbers(studio, mp4), await readTimes(studio, mp4, 'v:0')];
  expect(numbers).toHaveLength(144);
  for (const [index, number] of numbers.entries())
    expect(Math.abs((times[index] ?? 0) - number / 60)).toBeLessThan(0.04);
});

it('MPEG-PS without presentation times keeps every frame in the right order', async () => {
  const output = [...X264, '-bf', '2', '-f', 'vob'];
  const clip = await makeClip(studio, 'timed.vob', { size: '128x96', rate: '25', seconds: 2, output });
  const bytes = await readFile(clip);
  // ISO/IEC 13818-1 2.4.3.7: video packets with PTS_DTS_flags. The times become stuffing bytes.
  for (let at = bytes.indexOf(VIDEO_PACKET); at >= 0; at = bytes.indexOf(VIDEO_PACKET, at + 4)) {
    const [flags = 0, headerBytes = 0] = bytes.subarray(at + 7, at + 9);
    if ((flags & 0xc0) === 0) continue;
    bytes[at + 7] = flags & 0x3f;
    bytes.fill(0xff, at + 9, at + 9 + headerBytes);
  }
  await writeFile(clip, bytes);
  const { plan, mp4 = '' } = await process(clip);
  expect(plan.video?.clock.counted).toBeDefined();
  expect(await readNumbers(studio, mp4)).toEqual([...Array(50).keys()]);
});

it.each([
  ['with its edit list', 'times-of-decoding.mp4', ['ctts']],
  ['without an edit list', 'no-edits.mp4', ['ctts', 'edts']],
])(
  'MP4 with B-frames that stores only times of decoding keeps every frame in the right order, %s',
  async (_, name, boxes) => {
    const output = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-bf', '2', '-c:a', 'aac'];
    const clip = await makeClip(studio, name, { size: '128x96', rate: '25', seconds: 4, output, audio: true });
    const bytes = await readFile(clip);
    for (const box of boxes) bytes.write('free', bytes.indexOf(box));
    await writeFile(clip, bytes);
    const { plan, mp4 = '' } = await process(clip);
    expect(plan.video?.clock.counted).toBeDefined();
    expect(await readNumbers(studio, mp4)).toEqual([...Array(100).keys()]);
    const starts = await findBeeps(studio, mp4);
    for (const [index, start] of starts.entries())
      expect(Math.abs(start - index * BEEP_EVERY_SECONDS)).toBeLessThan(0.05);
  },
);

it.each(['wmv', 'flv'])(
  'in %s, which declares one duration, video can end long before the audio',
  async (container) => {
    const clip = join(studio.dir, `early-end.${container}`);
    const inputs = ['-f', 'lavfi', '-i', 'testsrc2=s=128x96:r=25:d=1', '-f', 'lavfi', '-i', 'sine=d=3:r=44100'];
    const output = [...X264, '-bf', '2', '-c:a', container === 'flv' ? 'aac' : 'wmav2'];
    const options = { workDir: studio.dir, inputs: [], signal: studio.signal };
    await studio.runner.runFfmpeg([...inputs, ...output, `file:${clip}`], options);
    const { plan } = await process(clip);
    expect(plan.video?.frameCount).toBe(25);
    expect(plan.durationMs).toBeGreaterThan(2_900);
    expect(plan.warnings.filter(({ code }) => code === 'SOURCE_TRUNCATED')).toEqual([]);
  },
);

it('AVI with B-frames begins with its first frame and audio together', async () => {
  const output = ['-c:v', 'mpeg4', '-q:v', '2', '-bf', '2', '-c:a', 'mp3'];
  const clip = await makeClip(studio, 'delayed.avi', { size: '128x96', rate: '10', seconds: 4, output, audio: true });
  const { plan, mp4 = '' } = await process(clip);
  expect(plan.audios.map(({ originSeconds }) => Math.abs(originSeconds) < 0.03)).toEqual([true]);
  expect(await readNumbers(studio, mp4)).toEqual([...Array(40).keys()]);
  const starts = await findBeeps(studio, mp4);
  expect(starts.length).toBeGreaterThan(1);
  for (const [index, start] of starts.entries())
    expect(Math.abs(start - index * BEEP_EVERY_SECONDS)).toBeLessThan(0.05);
});

it('Xvid in AVI, which packs two frames into one packet, shows every frame in the right order', async () => {
  const output = ['-c:v', 'libxvid', '-q:v', '2', '-bf', '2', '-c:a', 'mp3'];
  const clip = await makeClip(studio, 'packed.avi', { size: '128x96', rate: '10', seconds: 4, output, audio: true });
  const { mp4 = '' } = await process(clip);
  const numbers = await readNumbers(studio, mp4);
  // libxvid itself loses frames at the end.
  expect(numbers.slice(0, 36)).toEqual([...Array(36).keys()]);
  expect(numbers).toEqual(await readNumbers(studio, clip));
  const times = await readTimes(studio, mp4, 'v:0');
  for (const [index, time] of times.entries()) expect(time).toBeCloseTo(index / 10);
});
