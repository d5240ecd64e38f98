import { expect, test } from 'vitest';
import { planText } from './plan-text.js';
import type { SourceProbe, TextStream } from './source-probe.js';
import { warningText } from './source-warnings.js';

const stream = (streamIndex: number, more: Partial<TextStream> = {}): TextStream => ({
  ...{ streamIndex, codec: 'subrip', default: false, forced: false, hearingImpaired: false },
  ...more,
});
const plan = (probe: Partial<SourceProbe>) =>
  planText(
    {
      container: 'matroska,webm',
      durationMs: 60_000,
      sizeBytes: 1,
      startSeconds: 0,
      seekable: true,
      audios: [],
      ...probe,
    },
    {
      ...{ originSeconds: 10, durationMs: 60_000 },
    },
  );

test('each text stream becomes a track with a unique name and label', () => {
  const { texts, warnings } = plan({
    texts: [
      stream(2, { language: 'de' }),
      stream(3, { language: 'de', hearingImpaired: true }),
      stream(5, { title: 'Commentary' }),
    ],
  });
  expect(texts.map(({ name, label, kind, streamIndex }) => [name, label, kind, streamIndex])).toEqual([
    ['t0', 'de', 'subtitles', 2],
    ['t1', 'de (2)', 'captions', 3],
    ['t2', 'Commentary', 'subtitles', 5],
  ]);
  expect(warnings).toEqual([]);
});

test('only one track is the default, and a track with all speech is preferred to a forced one', () => {
  const { texts } = plan({
    texts: [stream(2, { default: true, forced: true }), stream(3, { default: true }), stream(4, { default: true })],
  });
  expect(texts.map((text) => text.default)).toEqual([false, true, false]);
  expect(texts.map(({ forced }) => forced)).toEqual([true, false, false]);
});

test('image-based subtitles and those in an unknown format are left out with a warning that names them', () => {
  const { texts, warnings } = plan({
    texts: [stream(2, { codec: 'hdmv_pgs_subtitle', language: 'en' }), stream(3), stream(4, { codec: 'ttml' })],
  });
  expect(texts.map(({ streamIndex, track }) => [streamIndex, track])).toEqual([[3, 2]]);
  expect(warnings.map(warningText)).toEqual([
    "Subtitle track 1 (en, PGS) was left out because it consists of images instead of text. Subtitle track 3 (Subtitles 3, TTML) was left out because its format isn't supported.",
  ]);
});

test('chapters are shifted to the start of the video, clipped to it, sorted and named', () => {
  const { chapters } = plan({
    chapters: [
      { startSeconds: 40, endSeconds: 90, title: 'End' },
      { startSeconds: 5, endSeconds: 40 },
      { startSeconds: 0, endSeconds: 10, title: 'Before the video' },
      { startSeconds: 80, endSeconds: 90, title: 'After the video' },
    ],
  });
  expect(chapters).toEqual([
    { startMs: 0, endMs: 30_000, title: 'Chapter 2' },
    { startMs: 30_000, endMs: 60_000, title: 'End' },
  ]);
});

test('a list of chapters that no player could show is cut with a warning', () => {
  const many = Array.from({ length: 302 }, (_, index) => ({
    startSeconds: 10 + index / 10,
    endSeconds: 10 + (index + 1) / 10,
  }));
  const { chapters, warnings } = plan({ chapters: many });
  expect(chapters).toHaveLength(300);
  expect(warnings.map(warningText)).toEqual(['Only 300 chapters were kept. The last 2 were left out.']);
});
