import { describe, expect, it } from 'vitest';
import { collectTimeline, type VideoPacket } from './frame-timeline.js';

const TICKS = { num: 1, den: 10 };

/** A packet as `time`, with `K` for a key frame and `D` if an edit list removes it, at consecutive positions unless `@` says where. */
const packetOf = (text: string, index: number): VideoPacket => {
  const [, pts, flags = '', offset] = /^(-?\d+)([KD]*)(?:@(\d+))?$/.exec(text) ?? [];
  return {
    ...{ pts: Number(pts), offset: Number(offset ?? index) },
    ...{ isKey: flags.includes('K'), isDiscarded: flags.includes('D') },
  };
};

const timelineOf = (packets: string) => {
  const timeline = collectTimeline(TICKS);
  for (const packet of packets.split(' ').map(packetOf)) timeline.add(packet);
  return timeline.finish();
};

describe('a timeline', () => {
  it('knows parts that an edit list joins, and counts packets that it repeats once', () => {
    const cut = timelineOf('0K 10 20K 30 40D 50KD 20KD@2 30D@3 40 50K');
    expect(cut).toMatchObject({ joinsParts: true, startsOver: true, storedCount: 8 });
    expect([...cut.pts]).toEqual([0, 10, 20, 30, 40, 50]);
  });

  it('takes a single trimmed part with reordered frames for one part', () => {
    const trimmed = timelineOf('-20KD 10 -10D 0 20K 50 30 40D 60KD');
    expect(trimmed).toMatchObject({ joinsParts: false, startsOver: false, storedCount: 9 });
  });

  it('knows joined recordings by times that start over', () => {
    expect(timelineOf('0K 10 20 0KD 10D 20K 30')).toMatchObject({ startsOver: true, storedCount: 7 });
  });
});
