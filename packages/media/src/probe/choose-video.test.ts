import { expect, it, test } from 'vitest';
import { chooseVideo } from './choose-video.js';
import type { ProbeStream } from './probe-document.js';

const stream = (changes: Partial<ProbeStream>): ProbeStream => ({
  ...{ index: 0, codec_type: 'video', codec_name: 'h264', width: 640, height: 360, duration: '60.000000' },
  ...changes,
});
const FILM = stream({ index: 9 });
const SOUND: ProbeStream = { index: 5, codec_type: 'audio', codec_name: 'aac' };

it.each<[string, ProbeStream]>([
  [
    'a cover of one frame',
    stream({ codec_name: 'mjpeg', width: 3000, height: 3000, duration: '0.040000', nb_frames: '1' }),
  ],
  ['a picture as long as the film', stream({ codec_name: 'png', width: 3000, height: 3000, nb_frames: '1' })],
  ['a picture without a length', stream({ codec_name: 'png', width: 3000, height: 3000, duration: 'N/A' })],
  ['a short intro that is the default', stream({ duration: '5.000000', width: 1920, disposition: { default: 1 } })],
  ['a small version that is the default', stream({ width: 320, height: 180, disposition: { default: 1 } })],
  ['a stream without a known size', stream({ width: 0, height: 0 })],
  ['a short stream of Matroska', stream({ duration: 'N/A', width: 1920, tags: { DURATION: '00:00:05.000000000' } })],
])('chooses the film and not %s', (_, other) => {
  expect(chooseVideo([other, SOUND, FILM])).toEqual({ video: FILM, leftOut: [{ track: 1, stream: other }] });
});

test('the default decides between equal streams, and then the order', () => {
  const marked = stream({ index: 8, duration: '59.000000', disposition: { default: 1 } });
  expect(chooseVideo([FILM, marked]).video).toBe(marked);
  expect(chooseVideo([FILM, stream({ index: 8 })]).video).toBe(FILM);
});

test('attached pictures and thumbnails are neither chosen nor reported, unless the flag is wrong', () => {
  const cover = stream({ disposition: { attached_pic: 1 } });
  const thumbnails = stream({ disposition: { timed_thumbnails: 1 }, nb_frames: '10' });
  expect(chooseVideo([cover, thumbnails, SOUND])).toEqual({ leftOut: [] });
  const film = stream({ disposition: { attached_pic: 1 }, nb_frames: '1500' });
  expect(chooseVideo([film, cover])).toEqual({ video: film, leftOut: [] });
});

test('a single picture is chosen if there is nothing else', () => {
  const picture = stream({ nb_frames: '1' });
  expect(chooseVideo([picture, SOUND]).video).toBe(picture);
});
