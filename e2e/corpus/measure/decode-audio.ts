import { findBeeps, WINDOW_SAMPLES } from './find-beeps.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

export type DecodedAudio = {
  /** From 0 s to the last sample. */
  seconds: number;
  channels: number;
  /** Largest sample; over 1, it would clip. */
  peak: number;
  /** Integrated loudness; undefined for silence, and for more than two channels. */
  lufs?: number;
  beeps: number[];
};

export type DecodeAudioOptions = {
  file: string;
  /** The position among the file's audio streams. */
  track: number;
  channels: number;
  /** Keep times as stored, so that files of the same presentation can be compared. Otherwise, the file starts at 0 s. */
  copyTimes?: boolean;
};

/** Others are mixed down, which changes their loudness. The filter refuses channels without a layout, which decoders give only to others. */
const MAX_LOUD_CHANNELS = 2;

/** Decodes a track completely. Returns undefined if nothing can be decoded. */
export const decodeAudio = async ({ file, track, channels, copyTimes }: DecodeAudioOptions) => {
  const levels = createLevels(channels);
  const loudness = channels > MAX_LOUD_CHANNELS ? '' : 'ebur128=framelog=verbose,';
  const graph = `[0:a:${track}]${loudness}aresample=48000:async=1:first_pts=0[out]`;
  const input = [...(copyTimes ? ['-copyts'] : []), '-i', file, '-filter_complex', graph, '-map', '[out]'];
  const { log } = await runFfmpeg([...input, '-ac', String(channels), '-f', 'f32le', '-'], levels.add);
  const { windows, samples, peak } = levels.end();
  if (samples === 0) return undefined;
  const lufs = loudnessOf(log);
  const found: DecodedAudio = { seconds: samples / 48_000, channels, peak, beeps: findBeeps(windows) };
  return lufs === undefined ? found : { ...found, lufs };
};

/** Without sound, the filter reports -70. It does so too before the first frame, if that makes ffmpeg set the filters up again. */
const loudnessOf = (log: string): number | undefined =>
  [...log.matchAll(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/g)]
    .map(([, lufs]) => Number(lufs))
    .findLast((lufs) => lufs > -70);

/** Reduces interleaved float samples to the loudest one of each window. */
const createLevels = (channels: number) => {
  const windows: number[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let [values, inWindow, peak] = [0, 0, 0];
  return {
    add: (bytes: Buffer): void => {
      const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
      const end = all.length - (all.length % 4);
      for (let at = 0; at < end; at += 4) {
        inWindow = Math.max(inWindow, Math.abs(all.readFloatLE(at)));
        values += 1;
        if (values % (WINDOW_SAMPLES * channels) > 0) continue;
        peak = Math.max(peak, inWindow);
        windows.push(inWindow);
        inWindow = 0;
      }
      rest = all.subarray(end);
    },
    end: () => ({ windows: [...windows, inWindow], samples: values / channels, peak: Math.max(peak, inWindow) }),
  };
};
