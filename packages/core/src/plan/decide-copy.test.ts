import { describe, expect, it } from 'vitest';
import { collectTimeline, type FrameTimeline, type VideoPacket } from './frame-timeline.js';
import { makePlan } from './make-plan.js';
import { audioStream, sourceProbe, totalWeight, videoOf, videoStream } from './plan.fixture.js';
import type { CopyDecision, VideoPlan } from './plan.js';
import { RECIPES, type Recipe } from './recipe.js';
import type { SourceProbe, VideoStream } from './source-probe.js';

const TIME_BASE = { num: 1, den: 90_000 };
const FRAME = 3000;

const SLOW: Recipe = {
  ...RECIPES.stream,
  ...(RECIPES.stream.video && { video: { ...RECIPES.stream.video, maxFrameRate: 25 } }),
};

type Shape = {
  seconds?: number;
  /** Frames in a group of pictures. */
  group?: number;
  bitrateBps?: number;
  /** Changes a packet; called in file order. */
  change?(packet: VideoPacket, index: number): VideoPacket;
};

/** Camera video at 30 frames per second. Each group is a key frame followed by reordered pairs of frames. */
const camera = ({ seconds = 20, group = 60, bitrateBps = 4_000_000, change = (packet) => packet }: Shape = {}) => {
  const collector = collectTimeline(TIME_BASE);
  for (let index = 0; index < seconds * 30; index += 1) {
    const within = index % group;
    const isAlone = within === 0 || (within === group - 1 && within % 2 === 1);
    const shown = isAlone ? within : within % 2 === 1 ? within + 1 : within - 1;
    const pts = (index - within + shown) * FRAME;
    const packet = { pts, durationTicks: FRAME, sizeBytes: bitrateBps / 240, isKey: within === 0, isDiscarded: false };
    collector.add(change(packet, index));
  }
  return collector.finish();
};

/** From second 8 to second 12, packets are larger by this factor. */
const peakOf = (factor: number) => (packet: VideoPacket, index: number) =>
  index >= 240 && index < 360 ? { ...packet, sizeBytes: factor * (packet.sizeBytes ?? 0) } : packet;

type Source = { video?: Partial<VideoStream>; probe?: Partial<SourceProbe>; recipe?: Recipe; timeline?: FrameTimeline };

const planCamera = ({ video, probe, recipe = RECIPES.stream, timeline = camera() }: Source = {}): VideoPlan =>
  videoOf(makePlan(sourceProbe({ ...probe, video: videoStream({ profile: 'High', ...video }) }), timeline, recipe));

const decide = (source?: Source): CopyDecision => planCamera(source).copy;

describe('compatible video', () => {
  it.each<[string, Partial<VideoStream>]>([
    ['the matrix of early high definition', { colorSpace: 'smpte240m' }],
    ['YCgCo', { colorSpace: 'ycgco' }],
    ['linear light', { colorTransfer: 'linear' }],
    ['a wide gamut', { colorPrimaries: 'bt2020' }],
  ])('is not copied if its colors are those of %s', (_, video) => {
    expect(decide({ video })).toMatchObject({ copied: false, unmet: ['standard-colors'] });
  });

  it('is copied as the largest rendition, and the plan says why', () => {
    const { copy, renditions } = planCamera();
    expect(copy).toEqual({
      copied: true,
      rule: 'fit',
      unmet: [],
    });
    expect(renditions.map(({ name, copied }) => [name, copied])).toEqual([
      ['1080p', true],
      ['720p', undefined],
      ['480p', undefined],
      ['360p', undefined],
    ]);
  });

  it.each([
    ['Baseline', { video: { profile: 'Constrained Baseline' } }],
    ['Matroska', { probe: { container: 'matroska,webm' } }],
    ['portrait', { video: { width: 1080, height: 1920 } }],
    [
      'as square as 426x240 can be',
      {
        video: { width: 427, height: 240, codedWidth: 426, sampleAspectRatio: { num: 640, den: 639 } },
        timeline: camera({ bitrateBps: 200_000 }),
      },
    ],
    ['a size between two rungs', { video: { width: 1600, height: 900 }, timeline: camera({ bitrateBps: 3_000_000 }) }],
    ['a group of six seconds', { timeline: camera({ group: 180 }) }],
    ['key frames only', { timeline: camera({ group: 1 }) }],
    ['one frame more than a decoder can hold back', { timeline: camera({ seconds: 17 / 30 }) }],
    ['at the bitrate limit of its rung', { timeline: camera({ bitrateBps: 6_000_000 }) }],
    ['with a peak at twice that limit', { timeline: camera({ bitrateBps: 2_000_000, change: peakOf(6) }) }],
  ])('can be %s', (_, source) => expect(decide(source).copied).toBe(true));

  it('can have a variable frame rate', () => {
    const change = (packet: VideoPacket) => ({
      ...packet,
      pts: (packet.pts ?? 0) + (((packet.pts ?? 0) / FRAME) % 3) * 400,
    });
    const plan = planCamera({ timeline: camera({ change }) });
    expect(plan).toMatchObject({ clock: { kind: 'variable' }, copy: { copied: true } });
  });
});

describe('video is encoded', () => {
  const cases: [rule: string, Source][] = [
    ['recipe', { recipe: RECIPES.compress }],
    ['codec', { video: { codec: 'hevc', profile: 'Main' } }],
    ['profile', { video: { profile: 'High 4:4:4 Predictive' } }],
    ['profile', { video: { profile: 'High 10', pixelFormat: 'yuv420p10le', bitDepth: 10 } }],
    ['pixels', { video: { pixelFormat: 'yuvj420p' } }],
    ['pixels', { video: { pixelFormat: 'yuv422p' } }],
    ['progressive', { video: { interlaced: true } }],
    ['upright', { video: { rotation: 90, codedWidth: 1920, codedHeight: 1080, width: 1080, height: 1920 } }],
    ['square-pixels', { video: { sampleAspectRatio: { num: 4, den: 3 }, codedWidth: 1440 } }],
    ['standard-range', { video: { hdr: 'hlg' } }],
    ['size', { video: { width: 3840, height: 2160 } }],
    ['size', { video: { width: 641, height: 360, codedWidth: 641 } }],
    ['bitrate', { timeline: camera({ bitrateBps: 6_100_000 }) }],
    ['bitrate', { timeline: camera({ bitrateBps: 0 }) }],
    ['bitrate', { timeline: camera({ bitrateBps: 2_000_000, change: peakOf(6.1) }) }],
    ['container', { probe: { container: 'flv' } }],
    ['edit-list', { timeline: camera({ change: (packet, index) => ({ ...packet, isDiscarded: index < 3 }) }) }],
    [
      'times',
      {
        timeline: camera({
          change: ({ pts, ...packet }) => ({ ...packet, ...(pts !== 9000 && pts !== undefined && { pts }) }),
        }),
      },
    ],
    ['times', { recipe: SLOW }],
    ['first-frame', { probe: { audios: [audioStream({ startSeconds: -1 })] } }],
    [
      'first-key',
      {
        probe: { audios: [] },
        timeline: camera({ change: (packet, index) => ({ ...packet, isKey: index > 0 && packet.isKey }) }),
      },
    ],
    ['few-frames', { timeline: camera({ seconds: 16 / 30 }) }],
    ['group-length', { timeline: camera({ group: 300 }) }],
    ['group-length', { timeline: camera({ seconds: 7, group: 10_000 }) }],
  ];

  it.each(cases)('by the rule "%s"', (rule, source) => {
    const { copy, renditions } = planCamera(source);
    expect(copy).toMatchObject({ copied: false, rule });
    expect(copy.unmet[0]).toBe(rule);
    expect(renditions.filter(({ copied }) => copied)).toEqual([]);
  });

  it('by several rules, and the plan names all of them', () => {
    const video = { codec: 'hevc', profile: 'Main', interlaced: true };
    expect(decide({ video, timeline: camera({ group: 300 }) }).unmet).toEqual(['codec', 'progressive', 'group-length']);
  });

  it('by the rule "closed-groups", if a frame is shown before the key frame that it follows', () => {
    const open = (packet: VideoPacket, index: number) =>
      index % 60 === 1 && index > 1 ? { ...packet, pts: (index - 1.5) * FRAME } : packet;
    expect(decide({ timeline: camera({ change: open }) }).rule).toBe('closed-groups');
  });
});

describe('the segments of a copy', () => {
  it('begin only at key frames of the source, at or after every fourth second', () => {
    const { chunks } = planCamera({ timeline: camera({ group: 75 }) });
    expect(chunks.flatMap(({ segmentStarts }) => segmentStarts)).toEqual([0, 5, 10, 12.5, 17.5]);
    expect(chunks.flatMap(({ segmentFrames }) => segmentFrames)).toEqual([150, 150, 75, 150, 75]);
    expect(chunks.map(({ startMs }) => startMs)).toEqual([0, 5000]);
  });

  it('can begin anywhere if nothing is copied', () => {
    const { chunks } = planCamera({ timeline: camera({ group: 75 }), recipe: RECIPES.compress });
    expect(chunks.flatMap(({ segmentStarts }) => segmentStarts)).toEqual([0, 4, 8, 12, 16]);
  });
});

it('all-intra video of two hours is copied like any other', () => {
  const timeline = camera({ seconds: 7200, group: 1 });
  expect(planCamera({ timeline }).copy).toMatchObject({ copied: true });
});

describe('the progress of a copy', () => {
  const weightsOf = (width: number, height: number) => {
    const probe = sourceProbe({ video: videoStream({ profile: 'Main', width, height }) });
    return makePlan(probe, camera({ bitrateBps: 200_000 }), RECIPES.stream).weights;
  };

  it('has a small share compared to encoded renditions', () => {
    const weights = weightsOf(1920, 1080);
    expect(totalWeight(weights)).toBe(10_000);
    expect(weights.repackage).toBeGreaterThan(0);
    expect(weights.repackage).toBeLessThan(500);
  });

  it('leaves chunks no share if nothing is encoded', () => {
    const weights = weightsOf(640, 360);
    expect(totalWeight(weights)).toBe(10_000);
    expect(weights.chunks).toEqual([0, 0]);
  });
});
