import type { SourceProbe, VideoStream } from '@media/core';
import type { Studio } from '../testing/numbered-clip.harness.js';
import { probeFile } from './probe-file.js';
import type { SampleRun } from './sample-run.js';

/** A file with video, and what is needed to sample it in `workDir`. */
export const openSampled = async (
  { runner, signal }: Pick<Studio, 'runner' | 'signal'>,
  path: string,
  workDir: string,
): Promise<{ run: SampleRun; source: SourceProbe & { video: VideoStream } }> => {
  const reading = { workDir, inputs: [path], signal };
  const { video, ...source } = await probeFile((argv, more) => runner.runFfprobe(argv, { ...reading, ...more }), path);
  if (!video) throw new Error('no video');
  return {
    run: {
      ffprobe: (argv) => runner.runFfprobe(argv, reading),
      ffmpeg: (argv) => runner.runFfmpeg(argv, reading),
      workDir,
    },
    source: { ...source, video },
  };
};
