import { join } from 'node:path';
import { GLOBAL_GUARDS } from '../argv/input-guards.js';
import type { PacketClock } from '../argv/packet-clock.js';
import { parseCmafFile } from '../cmaf/parse-cmaf.js';
import type { RunEncode } from './encode-and-check.js';

// Two frames of 512 ticks each: the second begins at 512 or at 1, and a filter throws it away from 100 on.
const SOURCE = ['-f', 'lavfi', '-i', 'color=size=64x64:rate=25:duration=0.08'];
const ENCODER = ['-fps_mode', 'passthrough', '-enc_time_base', '1/25', '-video_track_timescale', '12800'];
const CODEC = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-bsf:v', 'noise=drop=gte(pts\\,100)'];
const MUXER = ['-f', 'mp4', '-movflags', '+frag_keyframe+empty_moov+default_base_moof'];

let known: Promise<PacketClock> | undefined;

/**
 * Tries, once in a process, in which ticks this ffmpeg shows packets to its filters: it changed between 5.1 and 7.1, and no
 * page says when. `workDir`: a folder of the job.
 */
export const findPacketClock = (run: RunEncode, workDir: string): Promise<PacketClock> => {
  known ??= tryOut(run, join(workDir, 'packet-clock.mp4')).catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
};

const tryOut = async (run: RunEncode, path: string): Promise<PacketClock> => {
  await run([...GLOBAL_GUARDS, ...SOURCE, ...ENCODER, ...CODEC, ...MUXER, `file:${path}`]);
  const { segments } = await parseCmafFile(path);
  const frames = segments.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
  return frames === 1 ? 'track' : 'own';
};
