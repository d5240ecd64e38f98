import { describe, expect, it } from 'vitest';
import { fieldSource } from './field-timeline.js';
import { makePlan } from './make-plan.js';
import { constantPts, sourceProbe, timelineOf, videoOf, videoStream } from './plan.fixture.js';
import { RECIPES } from './recipe.js';

const RATE = { num: 25, den: 1 };
const MOVING = { marked: 40, topFirst: 40, bottomFirst: 0, progressive: 0, frames: 40 };
const VIDEO = videoStream({ frameRate: RATE, averageFrameRate: RATE, interlaced: true, fields: MOVING });
const PROBE = { ...sourceProbe(), video: VIDEO };
const perField = { deinterlace: { all: true, perField: true } as const, maxFrameRate: 60 };

describe('fields', () => {
  it('have times halfway between frames, in half ticks', () => {
    const { timeline } = fieldSource(PROBE, timelineOf([10, 13, 20]), { ...perField, maxFrameRate: 90_000 }) ?? {};
    expect(timeline).toMatchObject({ timeBase: { num: 1, den: 180_000 } });
    expect([...(timeline?.pts ?? [])]).toEqual([20, 23, 26, 33, 40, 47]);
  });

  it('are not shown one by one if that exceeds the frame rate of the recipe, or without times', () => {
    const timeline = timelineOf(constantPts(100, RATE));
    expect(fieldSource(PROBE, timeline, { ...perField, maxFrameRate: 30 })).toBeUndefined();
    expect(fieldSource(PROBE, { ...timeline, missingCount: 1 }, perField)).toBeUndefined();
    expect(fieldSource(PROBE, timelineOf([0]), perField)).toBeUndefined();
  });

  it('double the frames of a plan, and keep its segments and duration', () => {
    const timeline = timelineOf(constantPts(1000, RATE));
    const [stream, compress] = [RECIPES.stream, RECIPES.compress].map((recipe) =>
      videoOf(makePlan(PROBE, timeline, recipe)),
    );
    expect(stream).toMatchObject({ frameRate: { num: 50, den: 1 }, frameCount: 2000, durationMs: 40_000 });
    expect(stream).toMatchObject({
      deinterlace: { first: 'top', all: true, perField: true },
      clock: { kind: 'constant' },
    });
    expect(compress).toMatchObject({ frameRate: RATE, frameCount: 1000, deinterlace: { first: 'top', all: true } });
    expect(compress?.deinterlace).not.toHaveProperty('perField');
    expect(stream?.chunks[1]).toMatchObject({
      firstFrame: 200,
      startPts: (200 - 16) * 3600,
      segmentStarts: expect.arrayContaining([4]),
    });
  });
});
