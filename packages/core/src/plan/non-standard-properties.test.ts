import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectTimeline } from './frame-timeline.js';
import { makePlan } from './make-plan.js';
import { nonStandardReasons } from './non-standard.js';
import { sourceProbe, videoOf, videoStream } from './plan.fixture.js';
import { RECIPES } from './recipe.js';
import type { VideoStream } from './source-probe.js';

/** Most sources are ordinary in most ways. */
const usually = <T, U>(usual: U, unusual: fc.Arbitrary<T>): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: unusual });

const size = fc.constantFrom<[number, number][]>([1920, 1080], [1280, 720], [640, 360], [641, 361], [100, 50]);
const colors = fc.record(
  {
    colorSpace: fc.constantFrom('bt709', 'smpte170m', 'bt2020nc', 'ycgco'),
    colorTransfer: fc.constantFrom('bt709', 'linear', 'smpte2084'),
    colorPrimaries: fc.constantFrom('bt709', 'bt2020', 'smpte170m'),
    colorRange: fc.constantFrom('tv', 'pc'),
    pixelFormat: fc.constantFrom('yuv420p', 'yuvj420p', 'yuv422p', 'yuv420p10le'),
  },
  { requiredKeys: [] },
);
const otherwise = fc.record(
  {
    codec: fc.constantFrom('h264', 'hevc', 'mpeg2video'),
    profile: fc.constantFrom('High', 'High 4:2:2'),
    bitDepth: fc.constantFrom(8, 10),
    interlaced: fc.boolean(),
    hdr: fc.constantFrom('pq' as const, 'hlg' as const),
    rotation: fc.constantFrom(0, 90),
    tilt: fc.constantFrom(5),
    sampleAspectRatio: fc.constantFrom({ num: 1, den: 1 }, { num: 4, den: 3 }),
    cropped: fc.constant(true as const),
  },
  { requiredKeys: [] },
);
const packets = fc.record({
  group: fc.constantFrom(1, 30, 60, 400),
  open: fc.boolean(),
  late: fc.boolean(),
  discarded: fc.boolean(),
  count: fc.constantFrom(3, 300),
  bytes: fc.constantFrom(0, 1000, 100_000),
});
const anySource = fc.record({
  size,
  colors: usually({}, colors),
  otherwise: usually({}, otherwise),
  packets: usually({ group: 60, open: false, late: false, discarded: false, count: 300, bytes: 1000 }, packets),
  container: fc.constantFrom('mov,mp4,m4a,3gp,3g2,mj2', 'matroska,webm', 'mpegts'),
  /** Colors of the second half. */
  later: usually(undefined, colors),
});

type Source = typeof anySource extends fc.Arbitrary<infer T> ? T : never;

const timelineOf = ({ group, open, late, discarded, count, bytes }: Source['packets']) => {
  const timeline = collectTimeline({ num: 1, den: 90_000 });
  for (let index = 0; index < count; index += 1) {
    const isKey = index % group === (late ? 1 % group : 0);
    const pts = 3000 * (open && isKey && index > 0 ? index - 1.5 : index);
    timeline.add({ pts, sizeBytes: bytes, isKey, isDiscarded: discarded && index === 1 });
  }
  return timeline.finish();
};

const planOf = ({ size: [width, height], colors, otherwise, packets, container, later }: Source) => {
  const first: VideoStream = {
    ...videoStream({ profile: 'High', width, height, codedWidth: width, codedHeight: height }),
    ...{ ...colors, ...otherwise },
  };
  const spans = [first, { ...first, ...later }].map((video, index) => ({
    ...{ ...video, fromSeconds: 5 * index, seconds: 5 },
  }));
  const probe = sourceProbe({ container, video: { ...first, ...(later && { colorSpans: spans }) } });
  return { probe, plan: makePlan(probe, timelineOf(packets), RECIPES.stream) };
};

it('a source whose video is not copied is never called standard, and one that is copied always is', () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(anySource, (source) => {
      const { probe, plan } = planOf(source);
      const { copied } = videoOf(plan).copy;
      seen.add(copied);
      expect(nonStandardReasons(probe, plan).length > 0).toBe(!copied);
      if (source.later) expect(copied).toBe(false);
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(seen.size).toBe(2);
});
