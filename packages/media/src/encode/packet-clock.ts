import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GLOBAL_GUARDS } from '../argv/input-guards.js';
import type { PacketClock } from '../argv/packet-clock.js';
import { parseCmafFile } from '../cmaf/parse-cmaf.js';
import { QUICK_ENCODER } from '../codecs/h264/h264.js';
import type { MediaRunner } from '../run/media-runner.js';

// Two frames of 512 ticks each. The second begins at 512 or at 1, and the filter drops packets from 100 on.
const SOURCE = ['-f', 'lavfi', '-i', 'color=size=64x64:rate=25:duration=0.08'];
const ENCODER = ['-fps_mode', 'passthrough', '-enc_time_base', '1/25', '-video_track_timescale', '12800'];
const CODEC = [...QUICK_ENCODER, '-bsf:v', 'noise=drop=gte(pts\\,100)'];
const MUXER = ['-f', 'mp4', '-movflags', '+frag_keyframe+empty_moov+default_base_moof'];

/**
 * Tests which ticks this ffmpeg uses for packets in bitstream filters. They changed between 5.1 and 7.1, and the exact version isn't
 * documented. Runs once when a worker starts, so that no task depends on the test of another one. `scratchDir`: an existing folder, which is
 * left empty. Throws what the runner throws.
 */
export const findPacketClock = async (
  runner: Pick<MediaRunner, 'runFfmpeg'>,
  scratchDir: string,
): Promise<PacketClock> => {
  const workDir = await mkdtemp(join(scratchDir, 'packet-clock-'));
  try {
    const path = join(workDir, 'two-frames.mp4');
    const argv = [...GLOBAL_GUARDS, ...SOURCE, ...ENCODER, ...CODEC, ...MUXER, `file:${path}`];
    await runner.runFfmpeg(argv, { workDir, inputs: [], signal: new AbortController().signal });
    const { segments } = await parseCmafFile(path);
    const frames = segments.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
    return frames === 1 ? 'track' : 'own';
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
};
