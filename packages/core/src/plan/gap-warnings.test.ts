import { expect, test } from 'vitest';
import { gapWarnings } from './gap-warnings.js';
import { audioStream, constantPts, sourceProbe, timelineOf } from './plan.fixture.js';
import type { SourceProbe } from './source-probe.js';
import { type SourceGap, warningText } from './source-warnings.js';
import { type TimeGap, watchGaps } from './watch-gaps.js';

const SHOWN = { originSeconds: 10, durationMs: 60_000, isAudible: true };

/** A minute at 25 frames per second from 10 s on, without the frames in these ranges of the video. */
const framesWithout = (...ranges: readonly (readonly [number, number])[]) =>
  timelineOf(
    constantPts(1500, { num: 25, den: 1 }, 900_000).filter((_, frame) =>
      ranges.every(([from, to]) => frame < 25 * from || frame >= 25 * to),
    ),
  );

const withAudio = (gaps: TimeGap[], changes: Partial<SourceProbe> = {}): SourceProbe =>
  sourceProbe({ container: 'matroska,webm', audios: [audioStream({ gaps })], ...changes });

const found = (...args: Parameters<typeof gapWarnings>): SourceGap[] =>
  gapWarnings(...args).flatMap((warning) => (warning.code === 'SOURCE_GAPS' ? warning.gaps : []));

test('times at which video and audio are missing are reported as times in the video', () => {
  const probe = withAudio([{ fromSeconds: 15, toSeconds: 17.1 }]);
  const warnings = gapWarnings(probe, framesWithout([5, 7]), SHOWN);
  expect(warnings).toEqual([{ code: 'SOURCE_GAPS', gaps: [{ fromMs: 5000, toMs: 7000, missing: 'both' }], count: 1 }]);
  expect(warnings.map(warningText)).toEqual([
    'Parts of the file are missing: video and audio between 0:05 and 0:07. The last frame before a gap is shown for longer, and missing audio is silent.',
  ]);
});

test('video that pauses while audio continues is a screen recording, except in broadcasts', () => {
  const frames = framesWithout([5, 7]);
  expect(found(withAudio([]), frames, SHOWN)).toEqual([]);
  expect(found(withAudio([], { upload: { container: 'mpegts' } }), frames, SHOWN)).toEqual([
    { fromMs: 5000, toMs: 7000, missing: 'video' },
  ]);
});

test('without audio, a gap counts if there are few and the frame rate is constant', () => {
  const silent = sourceProbe({ container: 'matroska,webm', audios: [] });
  expect(found(silent, framesWithout([5, 7]), SHOWN)).toHaveLength(1);
  expect(found(silent, framesWithout([5, 7], [10, 12], [20, 22], [30, 32]), SHOWN)).toEqual([]);
  const irregular = timelineOf(
    constantPts(1500, { num: 25, den: 1 }, 900_000).filter(
      (_, frame) => (frame < 125 || frame >= 175) && frame % 10 !== 0,
    ),
  );
  expect(found(silent, irregular, SHOWN)).toEqual([]);
});

test('audio that is missing alone is reported, unless the recipe has no audio', () => {
  const probe = withAudio([
    { fromSeconds: 12, toSeconds: 13 },
    { fromSeconds: 90, toSeconds: 95 },
  ]);
  expect(found(probe, framesWithout(), SHOWN)).toEqual([{ fromMs: 2000, toMs: 3000, missing: 'audio' }]);
  expect(found(probe, framesWithout(), { ...SHOWN, isAudible: false })).toEqual([]);
});

test('MP4 has no warning, because edit lists can contain pauses', () => {
  const probe = withAudio([{ fromSeconds: 15, toSeconds: 17 }], { container: 'mov,mp4,m4a,3gp,3g2,mj2' });
  expect(found(probe, framesWithout([5, 7]), SHOWN)).toEqual([]);
});

test('packets that are all far apart have no gaps', () => {
  const gapsOf = (times: number[]) => {
    const watched = watchGaps();
    for (const time of times) watched.add(time);
    return watched.gaps();
  };
  const slides = Array.from({ length: 50 }, (_, index) => 5 * index);
  expect(gapsOf(slides)).toEqual([]);
  const regular = Array.from({ length: 100 }, (_, index) => index / 10);
  expect(gapsOf([...regular, 20])).toEqual([{ fromSeconds: expect.closeTo(10), toSeconds: 20 }]);
  expect(gapsOf([...regular, 3, 9, 10])).toEqual([]);
});
