import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEntry } from './numbered-clip.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();
let count = 0;

const run = (clip: string): Promise<Processed> => {
  count += 1;
  return processClip(studio.runner, clip, join(studio.dir, `job${count}`));
};
const seconds = async (path: string) => Number.parseFloat(await readEntry(studio, path, 'format=duration'));

describe('audio', () => {
  it('without video becomes an M4A and is listed for HLS', async () => {
    const tone = join(studio.dir, 'tone.mp3');
    await studio.runner.runFfmpeg(['-f', 'lavfi', '-i', 'sine=f=440:d=5', `file:${tone}`], {
      workDir: studio.dir,
      inputs: [],
      signal: studio.signal,
    });
    const processed = await run(tone);
    expect(processed.plan.outputs.map(({ kind }) => kind)).toEqual(['hls', 'dash', 'audio']);
    expect(Math.abs((await seconds(processed.m4a ?? '')) - 5)).toBeLessThan(0.1);
    expect(processed.audios[0]?.segments.length).toBeGreaterThan(1);
  });
});
