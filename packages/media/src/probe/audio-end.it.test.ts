import { expect, test } from 'vitest';
import { makeClip } from '../testing/numbered-clip.harness.js';
import { useStudio } from '../testing/use-studio.harness.js';
import { audioTailArgs, collectAudioEnd } from './audio-end.js';
import { findAudioEnds } from './find-audio-ends.js';
import type { LineProbe } from './line-probe.js';
import { parseProbe } from './parse-probe.js';
import { probeArgs } from './probe-args.js';

const studio = useStudio();

const endOf = async (clip: string, streamIndex: number, fromSeconds: number): Promise<number | undefined> => {
  const end = collectAudioEnd();
  const { runner, dir: workDir, signal } = studio;
  await runner.runFfprobe(audioTailArgs(clip, streamIndex, fromSeconds), {
    ...{ workDir, inputs: [clip], signal },
    onLine: end.add,
  });
  return end.seconds();
};

test.each(['mp4', 'mkv'])('finds the end of the audio in a %s from any start time', async (container) => {
  const clip = await makeClip(studio, `whole.${container}`, { seconds: 5, size: '64x36', audio: true });
  for (const from of [0, 2.5, 4.9]) expect(Math.abs(((await endOf(clip, 1, from)) ?? 0) - 5)).toBeLessThan(0.05);
});

test('finds the end of an audio track that ends before the video', async () => {
  const clip = await makeClip(studio, 'short.mp4', {
    ...{ seconds: 5, size: '64x36', audio: true },
    output: ['-af', 'atrim=end=2'],
  });
  expect(Math.abs(((await endOf(clip, 1, 1.5)) ?? 0) - 2)).toBeLessThan(0.05);
});

test('packets that an edit list removes are not counted', () => {
  const end = collectAudioEnd();
  for (const line of ['1.000,0.021,K_', '1.021,0.021,KD', 'N/A,N/A,K_', '']) end.add(line);
  expect(end.seconds()).toBeCloseTo(1.021);
});

test.each(['mp4', 'mkv'])(
  'finds the end of every audio stream of a %s, however long before the end of the file',
  async (container) => {
    const { runner, dir: workDir, signal } = studio;
    const clip = await makeClip(studio, `ends.${container}`, {
      ...{ seconds: 12, size: '64x36', audio: true },
      output: ['-map', '0:v', '-map', '1:a', '-map', '1:a', '-filter:a:1', 'atrim=end=2', '-g', '30'],
    });
    const options = { workDir, inputs: [clip], signal };
    const probe: LineProbe = (argv, onLine) => runner.runFfprobe(argv, { ...options, onLine });
    const found = await findAudioEnds(probe, clip, parseProbe(await runner.runFfprobe(probeArgs(clip), options)));
    expect(found.map(({ streamIndex, endSeconds = 0 }) => [streamIndex, Math.round(endSeconds * 10)])).toEqual([
      [1, 120],
      [2, 20],
    ]);
  },
);

test.each([
  ['WavPack', ['-c:a', 'wavpack']],
  ['ALAC', ['-c:a', 'alac', '-ar', '8000']],
])('finds the end of %s in Matroska, whose packets are long and have no duration', async (name, codec) => {
  const clip = await makeClip(studio, `${name}.mkv`, {
    ...{ seconds: 3, size: '64x36', audio: true },
    output: codec,
  });
  const options = { workDir: studio.dir, inputs: [clip], signal: studio.signal };
  const probe: LineProbe = (argv, onLine) => studio.runner.runFfprobe(argv, { ...options, onLine });
  const found = await findAudioEnds(probe, clip, parseProbe(await studio.runner.runFfprobe(probeArgs(clip), options)));
  expect(found[0]?.endSeconds).toBeCloseTo(3, 2);
});
