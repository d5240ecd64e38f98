import { seeded } from '../seeded.ts';
import {
  AUDIO_CODECS,
  CONTAINERS,
  type Container,
  FRAME_RATES,
  LAYOUTS,
  type OddAudio,
  type OddVideo,
  SAMPLE_RATES,
  SIZES,
  TIME_FAULTS,
  type TimeFault,
  VIDEO_CODECS,
} from './dimensions.ts';
import { audioGraph, MARKER_SECONDS, videoGraph } from './marker-graphs.ts';

/** What a player should show. Undefined: can't be told in advance. */
export type OddExpectation = {
  seconds?: number;
  /** Seconds at which a white box appears and a beep sounds. If the time restarts, the file shows all of this twice. */
  flashes?: number[];
  beeps?: number[];
};

/** A small file that ffmpeg can perhaps write. Flash and beep start each full second together. */
export type OddFile = {
  name: string;
  container: Container;
  fault: TimeFault;
  video?: OddVideo;
  audio?: OddAudio;
  expected: OddExpectation;
};

type Pick = <T>(from: readonly T[]) => T;

/** Without timestamps of their own, these containers can't have gaps or late tracks. */
const CLOCKLESS = new Set([
  'avi',
  'wav',
  'w64',
  'mp3',
  'flac',
  'adts',
  'ac3',
  'aiff',
  'caf',
  'dv',
  'gif',
  'mxf',
  '3gp',
]);
const CLOCK_FAULTS = new Set<TimeFault>(['lateAudio', 'lateVideo', 'gap', 'offset', 'hours', 'variableRate', 'jitter']);

/** An endless sequence of different files, the same for the same seed. */
export function* oddFiles(seed: number): Generator<OddFile> {
  const random = seeded(seed);
  const pick: Pick = (from) => {
    const picked = from[Math.floor(random() * from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  };
  for (let index = 0; ; index += 1) {
    const container = CONTAINERS[index % CONTAINERS.length] ?? pick(CONTAINERS);
    const tracks = container.audioOnly ? 'audio' : pick(['both', 'both', 'both', 'both', 'video']);
    const video = tracks === 'audio' ? undefined : pickVideo(pick);
    const audio = tracks === 'video' || container.muxer === 'gif' ? undefined : pickAudio(pick, container);
    const fault = possible(pick(TIME_FAULTS), container, Boolean(video && audio));
    yield describe(index, { container, fault, ...(video && { video }), ...(audio && { audio }) });
  }
}

const pickVideo = (pick: Pick): OddVideo => {
  const codec = pick(VIDEO_CODECS);
  return {
    codec,
    format: pick(codec.formats),
    size: codec.size ?? pick(SIZES),
    rate: pick(codec.rates ?? FRAME_RATES),
  };
};

const pickAudio = (pick: Pick, { holds }: Container): OddAudio => {
  const codec = pick(AUDIO_CODECS.filter(({ name }) => holds === undefined || name === holds));
  return { codec, layout: pick(codec.layouts ?? LAYOUTS), sampleRateHz: pick(codec.rates ?? SAMPLE_RATES) };
};

const possible = (fault: TimeFault, { muxer, joins, streams }: Container, hasBoth: boolean): TimeFault => {
  if (fault === 'restart' && !joins) return 'none';
  if (fault === 'truncated' && !streams) return 'none';
  if (CLOCK_FAULTS.has(fault) && CLOCKLESS.has(muxer)) return 'none';
  return !hasBoth && /^(late|early)/.test(fault) ? 'none' : fault;
};

const describe = (index: number, odd: Omit<OddFile, 'name' | 'expected'>): OddFile => {
  const { container, fault, video, audio } = odd;
  const words = [
    String(index).padStart(4, '0'),
    container.muxer + (container.flags ? '-variant' : ''),
    ...(video ? [video.codec.name, video.format, video.size, video.rate.replace('/', ':')] : []),
    ...(audio ? [audio.codec.name, audio.layout.name.replace(/[()]/g, '-'), String(audio.sampleRateHz)] : []),
    ...(fault === 'none' ? [] : [fault]),
  ];
  return { ...odd, name: `${words.join('_').replace(':', '-')}.${container.extension}`, expected: expectationOf(odd) };
};

/** Markers are at full seconds; faults are placed between them. */
const expectationOf = ({ fault, video, audio }: Omit<OddFile, 'name' | 'expected'>): OddExpectation => {
  if (fault === 'truncated') return {};
  const all = Array.from({ length: MARKER_SECONDS }, (_, seconds) => seconds);
  const markers = (late: TimeFault, early: TimeFault) =>
    fault === late ? all.slice(-1) : fault === early ? all.slice(0, -1) : all;
  return {
    seconds: MARKER_SECONDS,
    ...(video && { flashes: markers('lateVideo', 'earlyVideoEnd') }),
    ...(audio && { beeps: markers('lateAudio', 'earlyAudioEnd') }),
  };
};

/** Arguments for ffmpeg, to write it to `output`. */
export const argvOf = ({ container, fault, video, audio }: OddFile, output: string): string[] => [
  ...['-hide_banner', '-v', 'error', '-nostdin', '-y', '-threads', '2'],
  ...(video ? ['-f', 'lavfi', '-i', videoGraph(video, fault)] : []),
  ...(audio ? ['-f', 'lavfi', '-i', audioGraph(audio, fault)] : []),
  ...(video ? [...video.codec.args, '-pix_fmt', video.format, '-fps_mode', 'passthrough', '-t', '3.2'] : []),
  ...(audio ? audio.codec.args : []),
  ...(fault === 'offset' ? ['-output_ts_offset', '7.5'] : []),
  ...(fault === 'hours' ? ['-output_ts_offset', '10800'] : []),
  ...[...(container.flags ?? []), '-f', container.muxer, output],
];
