import { audioLabels } from './audio-labels.js';
import type { AudioStream, SourceProbe } from './source-probe.js';
import type { SourceWarning } from './source-warnings.js';

type Probed = Pick<SourceProbe, 'audios' | 'unusableAudios' | 'video'>;

/** Positions of the usable tracks among all audio tracks of the file, from 1. */
export const trackNumbers = ({ audios, unusableAudios = [] }: Omit<Probed, 'video'>): Map<AudioStream, number> => {
  const taken = new Set(unusableAudios.map(({ track }) => track));
  const free = [...Array(audios.length + taken.size).keys()].map((index) => index + 1).filter((at) => !taken.has(at));
  return new Map(audios.map((audio, index) => [audio, free[index] ?? index + 1]));
};

/** What was left out because it can't be used. */
export const unusableWarnings = ({ audios, unusableAudios = [], video }: Probed): SourceWarning[] => [
  ...unusableAudios.map((unusable) => ({ code: 'AUDIO_UNUSABLE' as const, ...unusable })),
  ...(video && unusableAudios.length > 0 && audios.length === 0 ? [{ code: 'AUDIO_MISSING' as const }] : []),
];

/** What is missing of tracks that were decoded for the remuxed copy. `lossy`: streams with packets that couldn't be. */
export const lostAudioWarnings = (probe: Pick<Probed, 'audios'>, lossy: ReadonlySet<number>): SourceWarning[] =>
  [...audioLabels(probe)].flatMap(([streamIndex, label]) =>
    lossy.has(streamIndex) ? [{ code: 'AUDIO_LOST' as const, label }] : [],
  );
