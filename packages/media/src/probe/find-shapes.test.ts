import type { VideoStream } from '@media/core';
import { expect, test } from 'vitest';
import { findShapes, haveShapes, type SampledFrame } from './find-shapes.js';
import { parseVideoStream } from './parse-video-stream.js';

const upright: VideoStream = parseVideoStream({ index: 0, codec_name: 'h264', width: 720, height: 576 }, '');

const frame = (seconds: number, size: string, rest: Partial<SampledFrame> = {}): SampledFrame => {
  const [width = 0, height = 0] = size.split('x').map(Number);
  return { pts_time: seconds.toFixed(3), width, height, ...rest };
};
const turned = { side_data_list: [{ rotation: -90 }] };

test('the shape that is shown for the longest time comes first, however many key frames it has', () => {
  const frames = [frame(0, '720x576'), frame(1, '720x576'), frame(2, '720x576'), frame(3, '1280x720')];
  expect(findShapes(upright, frames, 10).shapes).toMatchObject([{ width: 1280 }, { width: 720 }]);
  expect(findShapes(upright, frames, 5).shapes).toMatchObject([{ width: 720 }, { width: 1280 }]);
});

test('the larger of two shapes that are shown equally long comes first', () => {
  const frames = [frame(0, '720x576'), frame(3, '1280x720')];
  expect(findShapes(upright, frames, 6)).toMatchObject({ codedWidth: 1280, height: 720 });
});

test('a rotation that frames declare applies until they declare another one', () => {
  const frames = [
    frame(0, '720x576', turned),
    frame(1, '720x576'),
    frame(2, '720x576', { side_data_list: [{ rotation: 0 }] }),
  ];
  expect(haveShapes(upright, frames)).toBe(true);
  expect(findShapes(upright, frames, 3).spans).toMatchObject([
    { fromSeconds: 0, rotation: 90 },
    { fromSeconds: 2, rotation: 0 },
  ]);
});

test('a rotation that the container declares counts alone', () => {
  const video = { ...upright, rotation: 90 };
  expect(haveShapes(video, [frame(0, '720x576', turned)])).toBe(false);
  const wide = { sample_aspect_ratio: '16:15' };
  const { spans, shapes } = findShapes(video, [frame(0, '720x576'), frame(1, '720x576', wide)], 3);
  expect(shapes?.[0]).toMatchObject({ codedWidth: 720, width: 576, height: 768 });
  // ffmpeg turns frames before the first filter, and their pixels with them.
  expect(spans?.[1]).toEqual({ fromSeconds: 1, sampleAspectRatio: { num: 15, den: 16 }, rotation: 0 });
});

test('without times, frames are counted, and each tells its own pixel aspect ratio', () => {
  const untimed = ['720x576', '720x576', '320x180'].map((size) => ({ ...frame(0, size), pts_time: 'N/A' }));
  expect(findShapes(upright, untimed, 9)).toMatchObject({ codedWidth: 720, spans: [] });
});
