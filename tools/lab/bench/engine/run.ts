import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLIP, isClipMissing, makeFitClip, makeLongClip } from '../make-sources.ts';
import { compareCopy } from './compare-copy.ts';
import { compareCores } from './compare-cores.ts';
import { compareCpu } from './compare-cpu.ts';
import { measurePlayable } from './measure-playable.ts';
import { startEngine } from './start-engine.ts';

const OPTIONS = {
  pairs: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '60' },
  /** Of the clip that two processors share: long enough for some chunks each. */
  'cores-seconds': { type: 'string', default: '150' },
  /** What to measure, by commas. */
  only: { type: 'string', default: 'cpu,cores,playable,copy' },
} as const;

/** `pnpm bench engine`: the worker against bare ffmpeg, over processors, and how soon there is something to play. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (isClipMissing()) return;
  const wanted = values.only.split(',');
  const [pairs, seconds] = [Number(values.pairs), Number(values.seconds)];
  const dir = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  const engine = await startEngine(dir);
  try {
    const [clip, fit, fitClip] = ['clip.mp4', 'fit.mp4', 'fit-clip.mp4'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    await makeLongClip(CLIP, seconds, clip);
    await makeFitClip(CLIP, fit);
    await makeLongClip(fit, seconds, fitClip);
    if (wanted.includes('cpu')) await compareCpu(engine, clip, dir, pairs);
    if (wanted.includes('cores')) {
      const long = join(dir, 'long.mp4');
      await makeLongClip(CLIP, Number(values['cores-seconds']), long);
      await compareCores(engine, long, dir, pairs);
    }
    if (wanted.includes('playable')) await measurePlayable(engine, { encoded: CLIP, copied: fit }, dir);
    if (wanted.includes('copy')) await compareCopy(engine, fitClip, pairs);
  } finally {
    await engine.stop();
    await rm(dir, { recursive: true, force: true });
  }
};
