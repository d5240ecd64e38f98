import { readFile } from 'node:fs/promises';
import { makeClip } from '@media/testkit';
import { expect, test } from 'vitest';
import { measureSource } from '../measure-source.ts';
import { decodeAudio } from './decode-audio.ts';
import { decodeVideo } from './decode-video.ts';
import { firstFrameSeconds } from './first-time.ts';
import { colorDifference } from './grid.ts';
import { boxShape, combPixels, lumaAt } from './picture.ts';

const BT709 = { matrix: '709', range: 'limited' } as const;
const SECONDS = 3;

const BOX =
  "drawbox=x=iw*3/8:y=ih*3/8:w=iw/4:h=ih/4:t=fill:c=black,drawbox=x=iw*3/8:y=ih*3/8:w=iw/4:h=ih/4:t=fill:c=white:enable='lt(mod(t,1),0.08)'";
const BEEP = "aeval='if(lt(mod(t,1),0.08),0.5*sin(2*PI*1000*t),0)':c=same";
const marked = () => makeClip({ seconds: SECONDS, rate: 25, extra: ['-vf', BOX, '-af', BEEP] });

test('a marker clip has a flash and a beep at each second, and no combs', async () => {
  const file = await marked();
  const video = await decodeVideo({ file, stream: 0, interpretation: BT709 });
  const audio = await decodeAudio({ file, track: 0, channels: 1 });
  expect(video?.frames).toHaveLength(SECONDS * 25);
  expect(video?.flashes).toEqual([0, 1, 2]);
  expect(audio?.beeps.map(Math.round)).toEqual([0, 1, 2]);
  expect(audio?.seconds).toBeCloseTo(SECONDS, 1);
  expect(Math.abs((audio?.peak ?? 0) - 0.5)).toBeLessThan(0.1);
  expect(audio?.lufs).toBeGreaterThan(-30);
  const luma = await lumaAt(file, 1, { width: 320, height: 180 });
  expect(luma && combPixels(luma)).toBeLessThan(0.003);
  expect(luma && boxShape(luma)).toBeCloseTo(16 / 9, 1);
});

test('interlaced frames of a moving object are combed', async () => {
  const interlaced = 'scroll=horizontal=0.02,interlace=lowpass=0';
  const file = await makeClip({ rate: 50, audio: false, extra: ['-vf', interlaced, '-crf', '10'] });
  const video = await decodeVideo({ file, stream: 0, interpretation: BT709 });
  expect(video?.combed).toBeGreaterThan(0.5);
});

test('the test pattern is not combed, however small its steps are', async () => {
  const file = await makeClip({ seconds: 1, rate: 60, audio: false });
  expect((await decodeVideo({ file, stream: 0, interpretation: BT709 }))?.combed).toBe(0);
});

test('colors are those of the picture, whatever its matrix', async () => {
  const color = (matrix: string, space: string) =>
    makeClip({
      ...{ seconds: 1, audio: false },
      extra: ['-vf', `drawbox=t=fill:c=0x00BF00,scale=out_color_matrix=${matrix}`, '-colorspace', space],
    });
  for (const [matrix, space] of [
    ['bt709', 'bt709'],
    ['bt601', 'smpte170m'],
  ] as const) {
    const found = (await measureSource(await color(matrix, space)))?.measured.colors?.[0]?.patches ?? [];
    expect(colorDifference([0, 0xbf, 0], found)).toBeLessThanOrEqual(3);
  }
});

test('beeps are found in channels without a layout', async () => {
  // FFmpeg's AAC encoder stores 6.1 without the places of the speakers.
  const sevenChannels = `pan=6.1|${[0, 1, 2, 3, 4, 5, 6].map((channel) => `c${channel}=c0`).join('|')}`;
  const file = await makeClip({ container: 'mkv', video: false, extra: ['-af', `${BEEP},${sevenChannels}`] });
  expect((await measureSource(file))?.marks.beeps).toHaveLength(2);
});

test('of several video tracks, the film is measured: the longest one, or the larger one of about the same length', async () => {
  const withTrack = (container: 'mp4' | 'mkv', size: string, seconds: number) =>
    makeClip({
      ...{ container, audio: false, size: '320x180', seconds: 2, rate: 25 },
      extra: [
        ...['-filter_complex', `color=red:s=${size}:r=10:d=${seconds}[track]`, '-map', '[track]', '-map', '0:v'],
        ...['-disposition:v:0', 'default', '-disposition:v:1', '0'],
      ],
    });
  const filmIn = async (file: string) => (await measureSource(file))?.measured;
  for (const container of ['mp4', 'mkv'] as const) {
    expect(await filmIn(await withTrack(container, '640x360', 1))).toMatchObject({ width: 320, frames: 50 });
    expect(await filmIn(await withTrack(container, '640x360', 2))).toMatchObject({ width: 640, frames: 20 });
    expect(await filmIn(await withTrack(container, '160x90', 2.1))).toMatchObject({ width: 320, frames: 50 });
  }
});

test('nothing is measured in a file without media', async () => {
  expect(await measureSource(import.meta.filename)).toBeUndefined();
});

test('the first frame of a fragmented file is where its decode time and composition offset say', async () => {
  const fragmented = (flags: string) =>
    makeClip({
      ...{ audio: false, rate: 25 },
      extra: [
        '-preset',
        'medium',
        '-use_editlist',
        '0',
        '-movflags',
        `+frag_keyframe+empty_moov+default_base_moof${flags}`,
      ],
    });
  const startOf = async (file: string) => firstFrameSeconds(await readFile(file));
  // Two frames, which x264 delays the presentation by.
  expect(await startOf(await fragmented(''))).toBeCloseTo(0.08, 3);
  expect(await startOf(await fragmented('+negative_cts_offsets'))).toBe(0);
  expect(await startOf(await marked())).toBeUndefined();
});
