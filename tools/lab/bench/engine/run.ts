import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CLIP, makeCopyableClip, makeLongClip, reportMissingClip } from '../make-sources.ts';
import { compareCopy } from './compare-copy.ts';
import { compareCores } from './compare-cores.ts';
import { compareCpu } from './compare-cpu.ts';
import { measurePlayable } from './measure-playable.ts';
import { startEngine } from './start-engine.ts';

const OPTIONS = {
  pairs: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '60' },
  /** Length of the clip for the comparison of processors, long enough for several chunks each. */
  'cores-seconds': { type: 'string', default: '150' },
  /** Comma-separated measurements to run. */
  only: { type: 'string', default: 'cpu,cores,playable,copy' },
} as const;

/** `pnpm bench engine`: CPU relative to plain ffmpeg, scaling over processors, time to playable, and copying. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (reportMissingClip()) return;
  const wanted = values.only.split(',');
  const [pairs, seconds] = [Number(values.pairs), Number(values.seconds)];
  const dir = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  const engine = await startEngine(dir);
  try {
    const [clip, fit, copyableClip] = ['clip.mp4', 'fit.mp4', 'fit-clip.mp4'].map((name) => join(dir, name)) as [
      string,
      string,
      string,
    ];
    await makeLongClip(CLIP, seconds, clip);
    await makeCopyableClip(CLIP, fit);
    await makeLongClip(fit, seconds, copyableClip);
    if (wanted.includes('cpu')) await compareCpu(engine, clip, dir, pairs);
    if (wanted.includes('cores')) {
      const long = join(dir, 'long.mp4');
      await makeLongClip(CLIP, Number(values['cores-seconds']), long);
      await compareCores(engine, long, dir, pairs);
    }
    if (wanted.includes('playable')) await measurePlayable(engine, { encoded: CLIP, copied: fit }, dir);
    if (wanted.includes('copy')) await compareCopy(engine, copyableClip, pairs);
  } finally {
    await engine.stop();
    await rm(dir, { recursive: true, force: true });
  }
};
